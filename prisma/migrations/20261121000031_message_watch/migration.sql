-- What Meta reports of the number, the account and the wordings, each with its moment: an older report changes nothing.
ALTER TABLE "message_channels" ADD COLUMN     "quality_at" TIMESTAMPTZ(3),
ADD COLUMN     "limit_was" INTEGER,
ADD COLUMN     "limit_at" TIMESTAMPTZ(3),
ADD COLUMN     "account" TEXT NOT NULL DEFAULT 'OPEN',
ADD COLUMN     "account_why" TEXT,
ADD COLUMN     "account_until" TIMESTAMPTZ(3),
ADD COLUMN     "account_at" TIMESTAMPTZ(3),
ADD COLUMN     "alerts" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "reported_at" TIMESTAMPTZ(3);
-- The owner sees rows only while policies are not forced upon it.
ALTER TABLE "message_channels" NO FORCE ROW LEVEL SECURITY;
UPDATE "message_channels" SET "quality_at" = "checked_at", "limit_at" = "checked_at";
ALTER TABLE "message_channels" FORCE ROW LEVEL SECURITY;
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_account_check" CHECK (account IN ('OPEN', 'WARNED', 'RESTRICTED', 'CLOSING', 'CLOSED'));
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_why_check" CHECK (length(account_why) <= 60);
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_was_check" CHECK (limit_was >= 0);
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_alerts_check" CHECK (alerts <@ ARRAY['STOPPED', 'ACCOUNT', 'QUALITY', 'LIMIT', 'TEMPLATES']);

ALTER TABLE "message_templates" ADD COLUMN     "state_at" TIMESTAMPTZ(3),
ADD COLUMN     "quality" TEXT NOT NULL DEFAULT 'UNKNOWN',
ADD COLUMN     "quality_at" TIMESTAMPTZ(3);
ALTER TABLE "message_templates" NO FORCE ROW LEVEL SECURITY;
UPDATE "message_templates" SET "state_at" = "updated_at";
ALTER TABLE "message_templates" FORCE ROW LEVEL SECURITY;
ALTER TABLE "message_templates" ADD CONSTRAINT "message_templates_quality_check" CHECK (quality IN ('GREEN', 'YELLOW', 'RED', 'UNKNOWN'));

-- The office's open pages hear of it: ids and nothing else.
CREATE FUNCTION "tell_channel"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('hifzpro_live', concat_ws(' ', 'channel', NEW.institution_id));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION "tell_channel"() FROM PUBLIC;
CREATE TRIGGER "tell_channel" AFTER UPDATE OF "reported_at" ON "message_channels" FOR EACH ROW EXECUTE FUNCTION "tell_channel"();
