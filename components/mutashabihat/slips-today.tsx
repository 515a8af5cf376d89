import { useTranslations } from 'next-intl';
import { Form } from '@/components/forms/form';
import { usePhrase } from '@/components/jaiza/words';
import { Undo2 } from '@/components/ui/icons';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { takeBackSlipAction } from '@/lib/mutashabihat/actions';
import type { WrittenSlip } from '@/lib/mutashabihat/rules';
import type { MushafLayout } from '@/lib/quran/mushaf';

interface Props {
  studentId: string;
  mushaf: MushafLayout;
  slips: readonly WrittenSlip[];
}

/** What was written down today, each to be taken back: one tap writes it, and a tap may miss. */
export function SlipsToday({ studentId, mushaf, slips }: Props) {
  const t = useTranslations('mutashabihat');
  const phrase = usePhrase(mushaf);
  if (slips.length === 0) return null;
  return (
    <Sheet title={t('today')} padded={false}>
      <ul className="divide-y divide-line">
        {slips.map(({ id, ayah, slipAyah }) => {
          const places = { at: phrase([ayah, ayah]), to: phrase([slipAyah, slipAyah]) };
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-3 px-4 py-1.5">
              <span>{t('went', places)}</span>
              <Form action={takeBackSlipAction} room="mutashabihat">
                <input type="hidden" name="id" value={id} />
                <input type="hidden" name="studentId" value={studentId} />
                <SubmitButton
                  variant="ghost"
                  aria-label={t('takeBackOf', places)}
                  icon={<Undo2 aria-hidden size={20} strokeWidth={1.75} className="flip" />}
                >
                  {t('takeBack')}
                </SubmitButton>
              </Form>
            </li>
          );
        })}
      </ul>
    </Sheet>
  );
}
