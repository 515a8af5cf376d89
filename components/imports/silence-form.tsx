import { useTranslations } from 'next-intl';
import { decideSilence } from '@/lib/imports/actions';
import { SILENCES, type SilenceChoice } from '@/lib/imports/schema';
import type { Silence, SilenceAnswer } from '@/lib/imports/students/silence';
import { Answers } from './answers';

interface Props {
  importId: string;
  row: number;
  /** What the row says; it is the office that knows what was meant. */
  remark: string;
  wish: Silence;
  silence: SilenceChoice | null;
  answer: SilenceAnswer;
  open: boolean;
}

/** A wish for silence: the words, whom the answer touches, and the answers, which can be changed until the saving. A row
 *  that only follows says what holds for it, and where that is decided. */
export function SilenceForm({ importId, row, remark, wish, silence, answer, open }: Props) {
  const t = useTranslations('imports.silence');
  if (!wish.asks) return <p className="text-ink-2">{t('follows', { answer })}</p>;
  return (
    <div className="grid gap-2">
      {remark && (
        <p>
          {t('said')}{' '}
          <q dir="auto" className="text-ink-2 wrap-anywhere">
            {remark}
          </q>
        </p>
      )}
      {wish.rows.length > 0 && (
        <p className="text-ink-2">
          {t('also')}{' '}
          {wish.rows.map((other, i) => (
            <span key={other.row}>
              {i > 0 && t('comma')}
              <bdi>{other.name}</bdi> ({t('row', { row: other.row })})
            </span>
          ))}
        </p>
      )}
      {open ? (
        <Answers
          action={decideSilence}
          {...{ importId, row }}
          legend={t('legend', { row })}
          name="silence"
          answers={SILENCES}
          chosen={silence}
          words={(choice) => t(choice)}
        />
      ) : (
        silence && <p className="text-ink-2">{t('chosen', { silence })}</p>
      )}
    </div>
  );
}
