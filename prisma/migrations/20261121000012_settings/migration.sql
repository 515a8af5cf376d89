-- CreateTable
CREATE TABLE "institution_settings" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "grading" JSONB,
    "revision" JSONB,
    "jaiza" JSONB,
    "terms" JSONB,
    "curriculum" JSONB,
    "progress" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "institution_settings_pkey" PRIMARY KEY ("institution_id","id")
);

-- AddForeignKey
ALTER TABLE "institution_settings" ADD CONSTRAINT "institution_settings_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- A section is one object of a few settings: never a list, never a store for anything else.
ALTER TABLE "institution_settings" ADD CONSTRAINT "institution_settings_sections_check" CHECK (
  coalesce(jsonb_typeof(grading), 'object') = 'object' AND coalesce(jsonb_typeof(revision), 'object') = 'object'
  AND coalesce(jsonb_typeof(jaiza), 'object') = 'object' AND coalesce(jsonb_typeof(terms), 'object') = 'object'
  AND coalesce(jsonb_typeof(curriculum), 'object') = 'object' AND coalesce(jsonb_typeof(progress), 'object') = 'object'
  AND octet_length(coalesce(grading::text, '') || coalesce(revision::text, '') || coalesce(jaiza::text, '')
    || coalesce(terms::text, '') || coalesce(curriculum::text, '') || coalesce(progress::text, '')) <= 200000);

-- AlterTable: customs that the teacher outranked when the lesson was written, and who heard it when that was no teacher.
ALTER TABLE "lessons" ADD COLUMN     "insisted" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "heard_by" TEXT;

ALTER TABLE "lessons" ADD CONSTRAINT "lessons_insisted_check" CHECK (cardinality(insisted) <= 10 AND char_length(array_to_string(insisted, '')) <= 200);
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_heard_by_check" CHECK (char_length(heard_by) <= 80);
