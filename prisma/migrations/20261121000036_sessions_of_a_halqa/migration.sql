-- A halqa meets once a day or several times; which kinds of lesson are heard in which session is the office's to say.
ALTER TABLE "halqas" ADD COLUMN "sessions" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "halqas" ADD COLUMN "session_kinds" JSONB NOT NULL DEFAULT '{}';
-- Policies are forced upon the owner too.
ALTER TABLE "halqas" NO FORCE ROW LEVEL SECURITY;
UPDATE "halqas" SET "sessions" = ARRAY["session"];
ALTER TABLE "halqas" FORCE ROW LEVEL SECURITY;
ALTER TABLE "halqas" ALTER COLUMN "sessions" DROP DEFAULT;
ALTER TABLE "halqas" DROP COLUMN "session";

-- At least one, each once, in the order of the day.
ALTER TABLE "halqas" ADD CONSTRAINT "halqas_sessions_check" CHECK (
  cardinality("sessions") > 0 AND array_position("sessions", NULL) IS NULL
  AND array_to_string("sessions", ' ') || ' ' ~ '^(FAJR )?(MORNING )?(AFTER_ZUHR )?(AFTER_ASR )?(MAGHRIB )?(AFTER_ISHA )?$');
ALTER TABLE "halqas" ADD CONSTRAINT "halqas_session_kinds_check" CHECK (jsonb_typeof("session_kinds") = 'object');

-- Lists of halqas that were read and not saved yet name one session.
ALTER TABLE "import_rows" NO FORCE ROW LEVEL SECURITY;
UPDATE "import_rows" SET "parsed" = "parsed" - 'session' || jsonb_build_object('sessions', jsonb_build_array("parsed" -> 'session'))
WHERE "parsed" ? 'session' AND "parsed" ? 'campusName';
ALTER TABLE "import_rows" FORCE ROW LEVEL SECURITY;
