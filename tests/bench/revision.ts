import { readRegister } from '@/lib/progress/plan/rules';
import { WHOLE } from '@/lib/quran/range-set';
import { teachingCalendar } from '@/lib/revision/calendar/rules';
import { memoriesOf } from '@/lib/revision/cycle/rules';
import { replay } from '@/lib/revision/memory/replay/rules';
import { manzilStrength, planAhead, portionsOf } from '@/lib/revision/plan/rules';
import { DEFAULT_REVISION } from '@/lib/revision/rules';
import { syntheticRegister } from '../support/synthetic-register';

// npx tsx tests/bench/revision.ts: what the memory costs without the database. Limits of the issue: a rebuild of 1,000
// lessons under 200 ms, the today of 25 children under 60 ms of server time.
const RUNS = 15;
const CHILDREN = 25;
const calendar = teachingCalendar(5, [{ from: '2026-03-01', to: '2026-03-30' }]);
const today = '2026-11-21';

function median(work: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[RUNS >> 1]!;
}

const lessons = syntheticRegister(5, 3).slice(-1000);
const placements = [{ portions: WHOLE, firmness: 'SHAKY', on: '2024-01-01' }] as const;
const rebuild = median(() =>
  readRegister({ programme: 'HIFZ', admittedOn: '2024-01-01', placements, lessons }),
);
const states = [...replay({ placements, lessons }).values()];
const plan = median(() => {
  for (let child = 0; child < CHILDREN; child += 1) {
    const input = { states, apart: [], settings: DEFAULT_REVISION, calendar, on: today, days: 1 };
    portionsOf(planAhead(input).days[0]!);
    manzilStrength(states, { apart: [], day: 20_000 });
  }
});
const read = median(() => memoriesOf(states, { settings: DEFAULT_REVISION, calendar }));
console.info(
  `rebuild of ${lessons.length} lessons over ${states.length} units: ${rebuild.toFixed(1)} ms of processor time`,
);
console.info(`plan of today for ${CHILDREN} children of ${states.length} units each: ${plan.toFixed(1)} ms`);
console.info(`getMemory of one such child, without its query: ${read.toFixed(1)} ms`);
