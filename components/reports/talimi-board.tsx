import Link from 'next/link';
import { type Ink, InkPatterns, inkFill } from '@/components/charts/ink';
import { bandOfStrength } from '@/lib/progress/strength/rules';
import type { TalimiReport } from '@/lib/reports/talimi/rules';
import { evidenceOf, TalimiStar } from './talimi-sheet';
import type { TalimiWords } from './talimi-words';

const PATTERNS = 'talimi-ink';
const BANDS: readonly Ink[] = [5, 4, 3, 2, 1];

/** Thirty paras in two rows, each in the ink of its strength today. */
export function TalimiBoard({ report, words }: { report: TalimiReport; words: TalimiWords }) {
  const { t, format } = words;
  const state = (ink: Ink | undefined) => (ink ? t(`board.${`s${ink}` as const}`) : t('board.unheard'));
  return (
    <>
      <svg width="0" height="0" className="absolute" aria-hidden="true">
        <InkPatterns id={PATTERNS} />
      </svg>
      <div className="talimi-board">
        {report.view.cells.map(({ juz, coveredShare, strength, current, jaizaPassed }) => {
          const ink = strength === undefined ? undefined : bandOfStrength(strength);
          const said = [
            t('board.cell', {
              juz: format.digits(juz),
              state: coveredShare > 0 ? state(ink) : t('board.none'),
            }),
            jaizaPassed && t('board.passed'),
          ];
          return (
            <Link
              key={juz}
              href={evidenceOf(report.student.id).juz(juz)}
              prefetch={false}
              aria-label={said.filter(Boolean).join(', ')}
              className="talimi-cell"
              {...(coveredShare === 0 && { 'data-none': '' })}
              {...(current && { 'data-current': '' })}
            >
              {format.digits(juz)}
              {coveredShare > 0 && (
                <svg className="talimi-band" aria-hidden="true">
                  <rect
                    width={`${(coveredShare * 100).toFixed(1)}%`}
                    height="100%"
                    fill={ink ? inkFill(PATTERNS, ink) : '#efe8d8'}
                  />
                </svg>
              )}
              {jaizaPassed && <TalimiStar />}
            </Link>
          );
        })}
      </div>
      <div className="talimi-legend">
        {BANDS.map((ink) => (
          <span key={ink}>
            <svg width="22" height="13" aria-hidden="true">
              <rect
                x="0.5"
                y="0.5"
                width="21"
                height="12"
                fill={inkFill(PATTERNS, ink)}
                className="stroke-edge"
              />
            </svg>
            {t(`board.${`s${ink}` as const}`)}
          </span>
        ))}
        <span>
          <TalimiStar />
          {t('board.passed')}
        </span>
      </div>
    </>
  );
}
