-- Records that were taken out of a session's register, by child and kind: what an older page still says of one does not
-- bring it back.
ALTER TABLE "halqa_sessions" ADD COLUMN "taken_out" JSONB NOT NULL DEFAULT '{}';
