import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { FoldedForm } from '@/components/forms/folded-form';
import { DateField, TextField } from '@/components/forms/text-field';
import { Badge } from '@/components/ui/badge';
import { CalendarX, ChevronsDown, CircleCheck, Hourglass, type Icon, Repeat } from '@/components/ui/icons';
import { PersonName } from '@/components/ui/person-name';
import { SubmitButton } from '@/components/ui/submit-button';
import { markSpoken } from '@/lib/care/actions';
import type { ReasonCode } from '@/lib/care/rules';
import type { CareChild } from '@/lib/care/view/schema';
import { useFormat } from '@/lib/core/i18n/get-format';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { routes } from '@/lib/core/routes';
import { useReasonWords } from './words';

const icons: Record<ReasonCode, Icon> = {
  ABSENT: CalendarX,
  REPEAT: Repeat,
  STALLED: Hourglass,
  FADING: ChevronsDown,
};

/** One child: every reason with what it rests on and the next step, what was said last, and the form to note a word. */
export function CareChildRow({ child, today }: { child: CareChild; today: string }) {
  const t = useTranslations('care');
  const format = useFormat();
  const words = useReasonWords();
  const locale = localeOfTag(useLocale());
  const halqa = ((locale !== 'en' && child.halqaNative) || child.halqa) ?? t('noHalqa');
  const by = child.word?.by && ((locale !== 'en' && child.word.by.nativeName) || child.word.by.name);
  return (
    <li className="grid gap-3 px-4 py-4 sm:px-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <PersonName name={child.name} nativeName={child.nativeName} href={routes.student(child.id)} />
        <span className="text-caption text-ink-3">
          <bdi>{halqa}</bdi>
          {child.rollNo && (
            <>
              {' '}
              · <bdi dir="ltr">{child.rollNo}</bdi>
            </>
          )}
        </span>
      </div>
      <ul className="grid gap-3">
        {child.reasons.map((reason) => {
          const hold = reason.code === 'STALLED' ? child.hold : null;
          const because = words.because(hold);
          const evidence = words.evidence(reason);
          return (
            <li key={reason.code} className="grid gap-1 border-s-2 border-gold ps-3">
              <span>
                <Badge tone="warn" icon={icons[reason.code]}>
                  {words.name(reason)}
                </Badge>
              </span>
              <span>
                {words.why(reason)} {because}
              </span>
              {evidence && <span className="text-caption text-ink-3">{evidence}</span>}
              <span className="text-small text-ink-2">
                <b className="font-medium">{t('next')}:</b> {words.next(reason, hold)}
              </span>
            </li>
          );
        })}
      </ul>
      {child.word && (
        <div className="flex items-start gap-2 text-small text-ink-2">
          <CircleCheck aria-hidden size={18} strokeWidth={1.75} className="mt-1 flex-none text-emerald" />
          <p className="min-w-0">
            {by
              ? t('spokenBy', { date: format.date(child.word.spokenOn), by })
              : t('spokenOn', { date: format.date(child.word.spokenOn) })}
            {': '}
            <bdi>{child.word.note}</bdi>
          </p>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-6">
        <Link
          href={routes.student(child.id)}
          prefetch={false}
          className="link inline-flex min-h-tap items-center text-small"
        >
          {t('record')}
        </Link>
        <FoldedForm
          action={markSpoken}
          room="care"
          success={t('saved')}
          className="min-w-0 has-[details[open]]:basis-full"
          label={t('mark')}
          name={t('markOf', { name: child.name })}
          line="inline-flex min-h-tap items-center text-small text-emerald underline underline-offset-4"
          fields="max-w-2xl pt-2"
        >
          <input type="hidden" name="id" value={v7()} />
          <input type="hidden" name="studentId" value={child.id} />
          <input type="hidden" name="reasons" value={child.reasons.map(({ code }) => code).join()} />
          <div className="grid gap-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <DateField name="spokenOn" label={t('date')} defaultValue={today} max={today} required />
            <TextField
              name="note"
              label={t('note')}
              hint={t('noteHint')}
              maxLength={500}
              dir="auto"
              required
            />
          </div>
          <SubmitButton className="justify-self-start">{t('save')}</SubmitButton>
        </FoldedForm>
      </div>
    </li>
  );
}
