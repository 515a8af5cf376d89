'use server';
import { formAction } from '@/lib/core/action';
import { routes } from '@/lib/core/routes';
import * as reading from './mutations';
import * as schema from './schema';

/** The same as the phone's command `reading.record`, for a page without script. */
export const recordReading = formAction({
  permission: 'lessons:record',
  schema: schema.recordReading,
  run: async (tx, input, scope) => {
    await reading.recordReadings(tx, [input], scope);
    return input;
  },
  after: ({ halqaId, date }) => ({ redirectTo: routes.halqaReading(halqaId, date) }),
});

export const markStep = formAction({
  permission: 'lessons:record',
  schema: schema.markStep,
  run: (tx, input, scope) => reading.markStep(tx, input, scope),
  after: ({ studentId }) => ({ revalidate: [routes.studentReading(studentId)] }),
});
