import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { InkPatterns, inkFill } from '@/components/charts/ink';
import { Form } from '@/components/forms/form';
import { ArrowDown, ArrowUp } from '@/components/ui/icons';
import { Ranges } from '@/components/ui/ranges';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormat } from '@/lib/core/i18n/get-format';
import { juzSchemeOf, type MushafLayout } from '@/lib/quran/mushaf';
import { phraseRange, type QuranWords } from '@/lib/quran/phrase';
import { orderRevisionAction } from '@/lib/revision/actions';
import { type Block, inkOf } from '@/lib/revision/child/rules';

interface Props {
  block: Block;
  studentId: string;
  mushaf: MushafLayout;
  /** The order after it changed places with the one before it, or after it. */
  earlier: number[] | undefined;
  later: number[] | undefined;
}

/** One portion: what, why, how strong; and its two moves, which need no dragging. */
export function PlanBlock({ block, studentId, mushaf, earlier, later }: Props) {
  const id = useId();
  const t = useTranslations('revision');
  const words = useTranslations('quran') as unknown as QuranWords;
  const format = useFormat();
  const { reason, strength } = block;
  const portion = block.portions.map((range) => phraseRange(words, range, juzSchemeOf(mushaf))).join(' · ');
  const why =
    reason.code === 'again'
      ? t('reasons.again', { on: format.dateShort(reason.on) })
      : reason.code === 'asked'
        ? t('reasons.asked')
        : reason.code === 'fading'
          ? t('reasons.fading', { percent: reason.percent })
          : t(`reasons.${reason.code}`, { days: reason.days });
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-3.5 py-2">
      <svg
        viewBox="0 0 14 28"
        className="h-7 w-3.5"
        role="img"
        aria-label={t('strength', { share: format.percent(strength) })}
      >
        <InkPatterns id={id} />
        <rect
          x=".5"
          y=".5"
          width="13"
          height="27"
          fill={inkFill(id, inkOf(strength))}
          className="stroke-edge"
        />
      </svg>
      <div className="min-w-0">
        <p className="font-medium">
          <Ranges text={portion} />
        </p>
        <p className="text-caption text-ink-2">{why}</p>
      </div>
      <div className="flex gap-2">
        {(
          [
            [earlier, 'earlier', ArrowUp],
            [later, 'later', ArrowDown],
          ] as const
        ).map(
          ([order, word, Arrow]) =>
            order && (
              <Form key={word} action={orderRevisionAction} room="revision">
                <input type="hidden" name="studentId" value={studentId} />
                <input type="hidden" name="queue" value={order.join(' ')} />
                <SubmitButton
                  variant="ghost"
                  size="icon"
                  aria-label={t(word, { portion })}
                  icon={<Arrow aria-hidden size={20} strokeWidth={1.75} />}
                />
              </Form>
            ),
        )}
      </div>
    </li>
  );
}
