import { useLocale, useTranslations } from 'next-intl';
import { Ltr, Phone } from '@/components/ui/figures';
import { hiddenPhone } from '@/lib/care/list/rules';
import type { CareChild, SheetGuardian } from '@/lib/care/view/schema';
import { localeOfTag } from '@/lib/core/i18n/locale';
import { useReasonWords } from './words';

interface Props {
  items: readonly CareChild[];
  callees: ReadonlyMap<string, readonly SheetGuardian[]>;
  /** Whole numbers; else only their ends. */
  shown: boolean;
}

const cell = 'border border-edge px-2 py-1.5 text-start align-top';

/** A4, one row for a child: boxes, reasons, numbers, room to write. The head repeats and no row is broken. */
export function CallingTable({ items, callees, shown }: Props) {
  const t = useTranslations('care');
  const relations = useTranslations('guardians.relation');
  const words = useReasonWords();
  const locale = localeOfTag(useLocale());
  const named = (one: { name: string; nativeName: string | null }) => {
    const native = locale !== 'en' && one.nativeName;
    return <bdi lang={native ? 'ur' : 'en'}>{native || one.name}</bdi>;
  };
  const box = (label: string) => (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden className="inline-block size-3.5 flex-none border border-ink" />
      {label}
    </span>
  );
  return (
    <section
      aria-label={t('print.title')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is scrolled by the keyboard as well.
      tabIndex={0}
      className="min-w-0 overflow-x-auto rounded-card bg-sheet print:overflow-visible"
    >
      <table className="w-full min-w-[44rem] border-collapse text-small print:min-w-0">
        <caption className="px-2 py-1.5 text-start text-caption text-ink-2">{t('print.page')}</caption>
        <thead>
          <tr>
            {(['called', 'child', 'reason', 'whom', 'said'] as const).map((head) => (
              <th key={head} scope="col" className={`${cell} font-semibold`}>
                {t(`print.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((child) => (
            <tr key={child.id}>
              <td className={cell}>
                {box(t('print.boxes.reached'))}
                {box(t('print.boxes.missed'))}
                {box(t('print.boxes.again'))}
              </td>
              <th scope="row" className={`${cell} font-semibold`}>
                {named(child)}
                <span className="block text-caption font-normal text-ink-2">
                  <bdi>{((locale !== 'en' && child.halqaNative) || child.halqa) ?? t('noHalqa')}</bdi>
                </span>
                {child.rollNo && (
                  <span className="block text-caption font-normal text-ink-2">
                    <Ltr>{child.rollNo}</Ltr>
                  </span>
                )}
              </th>
              <td className={cell}>
                {child.reasons.map((reason) => (
                  <span key={reason.code} className="block">
                    <b className="font-medium">{words.name(reason)}:</b> {words.why(reason)}
                  </span>
                ))}
              </td>
              <td className={cell}>
                {(callees.get(child.id) ?? []).map((guardian) => (
                  <span key={guardian.name + guardian.relation} className="block">
                    {named(guardian)} ({relations(guardian.relation as 'FATHER')})
                    {guardian.phones.length === 0 && (
                      <span className="block text-ink-2">{t('print.noPhone')}</span>
                    )}
                    {guardian.phones.map((phone) => (
                      <span key={phone} className="block">
                        {shown ? <Phone number={phone} /> : <Ltr>{hiddenPhone(phone)}</Ltr>}
                      </span>
                    ))}
                  </span>
                ))}
                {!callees.get(child.id)?.length && (
                  <span className="text-ink-2">{t('print.noGuardian')}</span>
                )}
              </td>
              <td className={`${cell} w-1/4`} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
