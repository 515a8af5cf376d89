-- A guardian's own STOP belongs to the guardian, and holds for children that are tied later; a tie keeps what the office
-- noted about one child. Each word with its own moment: whatever order they arrive in, the last one said holds.
ALTER TABLE "guardians" ADD COLUMN     "stopped_at" TIMESTAMPTZ(3),
ADD COLUMN     "resumed_at" TIMESTAMPTZ(3);

-- A category and a state come in reports of their own.
ALTER TABLE "message_templates" ADD COLUMN     "category_at" TIMESTAMPTZ(3);

-- The owner sees rows only while policies are not forced upon it.
ALTER TABLE "guardians" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "guardianships" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "audit_entries" NO FORCE ROW LEVEL SECURITY;

-- Whoever stopped by reply or in the portal, by the trail, and has not started since. Where the office has lifted a tie
-- of then, nobody can tell whose wish stands: ties stay as they are.
UPDATE "guardians" g SET "stopped_at" = w.stopped FROM (
    SELECT a.institution_id, a.subject_id, max(a.at) FILTER (WHERE a.action LIKE 'messages.stopped%') AS stopped,
      max(a.at) FILTER (WHERE a.action LIKE 'messages.started%') AS started
    FROM "audit_entries" a WHERE a.subject = 'guardian'
      AND a.action IN ('messages.stoppedByReply', 'messages.stoppedInPortal', 'messages.startedByReply', 'messages.startedInPortal')
    GROUP BY 1, 2) w
  WHERE g.institution_id = w.institution_id AND g.id = w.subject_id AND w.stopped > coalesce(w.started, '-infinity')
    AND EXISTS (SELECT 1 FROM "guardianships" k WHERE k.institution_id = g.institution_id AND k.guardian_id = g.id AND k.opted_out_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM "guardianships" k WHERE k.institution_id = g.institution_id AND k.guardian_id = g.id
      AND k.opted_out_at IS NULL AND k.created_at <= w.stopped);

-- What such a word had written on the ties is the guardian's now; what was noted at another time stays the office's.
UPDATE "guardianships" k SET "opted_out_at" = NULL FROM "guardians" g
  WHERE g.institution_id = k.institution_id AND g.id = k.guardian_id AND g.stopped_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM "audit_entries" a WHERE a.institution_id = k.institution_id AND a.subject = 'guardian' AND a.subject_id = g.id
      AND a.action IN ('messages.stoppedByReply', 'messages.stoppedInPortal')
      AND k.opted_out_at BETWEEN a.at - interval '2 minutes' AND a.at + interval '2 minutes');

ALTER TABLE "guardians" FORCE ROW LEVEL SECURITY;
ALTER TABLE "guardianships" FORCE ROW LEVEL SECURITY;
ALTER TABLE "audit_entries" FORCE ROW LEVEL SECURITY;
