import { createTranslator } from 'next-intl';
import { requireExportScope, type Scope } from '@/lib/core/auth/scope';
import { AppError } from '@/lib/core/errors';
import { loadMessages } from '@/lib/core/i18n/load-messages';
import { intlTag, isLocale, type Locale, nameIn } from '@/lib/core/i18n/locale';
import { refuse } from '@/lib/core/route';

const line = '_'.repeat(40);

/** The consent form as plain text, to print, to edit or to send on: in the language asked for, not the reader's own. */
export async function GET(_: Request, { params }: { params: Promise<{ language: string }> }) {
  const { language } = await params;
  try {
    const scope = await requireExportScope('students:write');
    if (!isLocale(language)) throw new AppError('NOT_FOUND', 'notFound');
    return await formIn(language, scope.institution);
  } catch (error) {
    return refuse(error, 'students:write');
  }
}

async function formIn(language: Locale, institution: Scope['institution']): Promise<Response> {
  const { students } = await loadMessages(language);
  const t = createTranslator({
    locale: intlTag(language, 'latn'),
    messages: { students },
    namespace: 'students.consentForm',
  });
  const name = nameIn(institution, language);
  const blanks = (['child', 'born', 'guardian', 'relation', 'phone'] as const).map(
    (field) => `${t(field)} ${line}`,
  );
  const text = [
    t('title'),
    t('intro', { institution: name }),
    t('body'),
    t('rights'),
    ...blanks,
    t('messages'),
    `${t('signature')} ${line}`,
  ].join('\r\n\r\n');
  // The mark at the start tells Windows' editors that this is UTF-8; without it Urdu arrives as question marks.
  return new Response(`\uFEFF${text}\r\n`, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="hifzpro-consent-${language}.txt"`,
    },
  });
}
