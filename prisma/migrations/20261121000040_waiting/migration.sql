-- What waits and who has stopped are few among many, and are asked for at every turn. (Prisma's schema has no partial indexes.)
CREATE INDEX "deliveries_waiting_idx" ON "deliveries"("institution_id", "due_at") WHERE "state" = 'QUEUED';
CREATE INDEX "guardians_stopped_idx" ON "guardians"("institution_id") WHERE "stopped_at" IS NOT NULL;
