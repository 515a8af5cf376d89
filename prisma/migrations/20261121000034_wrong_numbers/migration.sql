-- The bell asks with every page of an admin which numbers were answered to be wrong; they are few.
CREATE INDEX "message_numbers_wrong_idx" ON "message_numbers"("institution_id") WHERE "wrong_at" IS NOT NULL;
