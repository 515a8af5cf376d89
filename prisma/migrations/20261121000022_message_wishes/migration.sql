-- What a guardian does not want to hear, the one answer to a STOP, an office's trial message, and letters as the way
-- that is left when WhatsApp cannot deliver.
ALTER TABLE "guardians" ADD COLUMN "muted_kinds" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "guardians" ADD CONSTRAINT "guardians_muted_check" CHECK (muted_kinds <@ ARRAY['DAILY_REPORT', 'ABSENCE_ALERT', 'TEST_RESULT', 'FEE_REMINDER', 'CERTIFICATE', 'WEEKLY_REPORT', 'WELCOME']);

ALTER TABLE "message_numbers" ADD COLUMN "answered" TEXT;
ALTER TABLE "message_numbers" ADD CONSTRAINT "message_numbers_answered_check" CHECK (answered IN ('STOP', 'START', 'WRONG'));

ALTER TABLE "message_channels" ADD COLUMN "try_phone" TEXT,
ADD COLUMN "try_language" TEXT,
ADD COLUMN "try_state" TEXT,
ADD COLUMN "try_fault" TEXT,
ADD COLUMN "try_code" INTEGER,
ADD COLUMN "try_key" UUID,
ADD COLUMN "try_at" TIMESTAMPTZ(3);
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_try_check" CHECK (
  try_state IN ('WAITING', 'SENT', 'DELIVERED', 'READ', 'FAILED') AND try_language IN ('en', 'ur', 'ar')
  AND char_length(try_phone) <= 20 AND char_length(try_fault) <= 30);

ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_channel_check";
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_check" CHECK (channel IN ('LOCAL', 'META', 'ULTRAMSG', 'EMAIL'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_purpose_check" CHECK (char_length(purpose) <= 60);
