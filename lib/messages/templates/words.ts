import 'server-only';
import { createTranslator } from 'next-intl';
import type { MessageLanguage, TemplateDraft } from '@/lib/adapters/messaging/port';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { intlTag } from '@/lib/core/i18n/locale';
import { numberedPlaces, templateNameOf, type Wording, wordings } from './rules';

type Translate = (key: string, values?: Record<string, string>) => string;

/** The wordings of one language, outside of any request. */
export async function templateWriter(language: MessageLanguage): Promise<Translate> {
  const messages = await loadMessages(language);
  const locale = intlTag(language, 'latn');
  return createTranslator({ locale, messages, namespace: 'messages.template' }) as unknown as Translate;
}

const examples: Record<MessageLanguage, Record<string, string>> = {
  en: {
    child: 'Ahmad',
    day: 'Thursday',
    parts: 'sabaq An-Nisa 92–97 excellent, sabqi good',
    school: 'Jamia Noor',
    session: 'morning',
    what: 'absent',
    test: 'jaiza of juz 5',
    result: 'passed, 87 of 100',
    week: '14 Nov to 19 Nov',
    portal: 'app.hifzpro.com',
  },
  ur: {
    child: 'احمد',
    day: 'جمعرات',
    parts: 'سبق النساء 92 تا 97 ممتاز، سبقی اچھا',
    school: 'جامعہ نور',
    session: 'صبح',
    what: 'غیر حاضر',
    test: 'پارہ 5 کا جائزہ',
    result: 'کامیاب، 100 میں سے 87',
    week: '14 نومبر تا 19 نومبر',
    portal: 'app.hifzpro.com',
  },
  ar: {
    child: 'أحمد',
    day: 'الخميس',
    parts: 'الدرس النساء 92–97 ممتاز، القريب جيد',
    school: 'معهد النور',
    session: 'الصباح',
    what: 'غائب',
    test: 'اختبار الجزء 5',
    result: 'ناجح، 87 من 100',
    week: '14 نوفمبر إلى 19 نوفمبر',
    portal: 'app.hifzpro.com',
  },
};

/** A wording as it is handed in for approval. */
export async function draftTemplate(wording: Wording, language: MessageLanguage): Promise<TemplateDraft> {
  const t = await templateWriter(language);
  return {
    name: templateNameOf(wording),
    language,
    body: t(wording, numberedPlaces(wording)),
    footer: t('footer'),
    examples: wordings[wording].map((place) => examples[language][place]!),
  };
}
