import { z } from 'zod';

export const resendForm = z.strictObject({ id: z.uuid() });
