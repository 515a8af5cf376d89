-- AlterTable: who of the institution agreed beforehand that HifzPro may come in at once in an emergency, and when.
ALTER TABLE "institutions" ADD COLUMN     "emergency_agreed_at" TIMESTAMPTZ(3),
ADD COLUMN     "emergency_agreed_by" UUID;

-- AlterTable
ALTER TABLE "support_grants" ADD COLUMN     "emergency" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "institutions" ADD CONSTRAINT "institutions_emergency_check" CHECK ((emergency_agreed_at IS NULL) = (emergency_agreed_by IS NULL));
-- An emergency looks and never changes, and never for long.
ALTER TABLE "support_grants" ADD CONSTRAINT "support_grants_emergency_check" CHECK (NOT emergency OR (NOT write AND coalesce(minutes <= 60, true)));
