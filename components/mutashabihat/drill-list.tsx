import { useTranslations } from 'next-intl';
import { v7 } from 'uuid';
import { Form } from '@/components/forms/form';
import { usePhrase } from '@/components/jaiza/words';
import { AyahLines } from '@/components/quran/ayah-lines';
import { Sheet } from '@/components/ui/sheet';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { logSlipAction } from '@/lib/mutashabihat/actions';
import type { Drill } from '@/lib/mutashabihat/rules';
import { lineLayoutOf } from '@/lib/quran/lines';
import type { MushafLayout } from '@/lib/quran/mushaf';
import { formatRange } from '@/lib/quran/notation';
import type { Range } from '@/lib/quran/position';

interface Props {
  studentId: string;
  mushaf: MushafLayout;
  drills: Drill[];
}

/** The two places of each pair side by side, in the child's print; a button each for the tongue that went astray. */
export function DrillList({ studentId, mushaf, drills }: Props) {
  const t = useTranslations('mutashabihat');
  const format = useFormat();
  const phrase = usePhrase(mushaf);
  const layout = lineLayoutOf(mushaf);
  const slipped = (from: Range, to: Range) => (
    <Form action={logSlipAction} room="mutashabihat">
      <input type="hidden" name="id" value={v7()} />
      <input type="hidden" name="studentId" value={studentId} />
      <input type="hidden" name="at" value={formatRange([from[0], from[0]])} />
      <input type="hidden" name="to" value={formatRange([to[0], to[0]])} />
      <SubmitButton variant="ghost">{t('slipped', { place: phrase(to) })}</SubmitButton>
    </Form>
  );
  const sheets = drills.map(({ a, b, slips, lastOn }) => (
    <Sheet
      key={`${a}~${b}`}
      title={t('pair', { a: phrase(a), b: phrase(b) })}
      note={slips > 0 && lastOn ? t('slips', { count: slips, date: format.date(lastOn) }) : t('noSlips')}
    >
      <div className="grid gap-4 lg:grid-cols-2">
        {(
          [
            [a, b],
            [b, a],
          ] as const
        ).map(([own, other]) => (
          <div key={own[0]} className="grid min-w-0 content-start gap-2 border-t border-line pt-3">
            <p className="text-small font-medium">{phrase(own)}</p>
            <AyahLines range={own} layout={layout} />
            {slipped(own, other)}
          </div>
        ))}
      </div>
    </Sheet>
  ));
  // Two pages of text do not stand side by side in a phone's column: a wide screen gives them its room.
  return <div className="grid gap-4 lg:mx-[calc((100%_-_min(64rem,100vw_-_4rem))/2)]">{sheets}</div>;
}
