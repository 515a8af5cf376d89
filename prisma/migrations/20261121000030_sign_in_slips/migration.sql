-- A one-time slip that an office prints for somebody who has no way to a code, and the house that a session begun by one
-- is bound to.
ALTER TABLE "sessions" ADD COLUMN "bound_to" UUID;

CREATE TABLE "sign_in_slips" (
    "id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "campus_id" UUID,
    "code_hash" TEXT NOT NULL,
    "printed_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_slips_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "sign_in_slips_code_hash_key" ON "sign_in_slips"("code_hash");
CREATE INDEX "sign_in_slips_institution_id_person_id_idx" ON "sign_in_slips"("institution_id", "person_id");
ALTER TABLE "sign_in_slips" ADD CONSTRAINT "sign_in_slips_kind_check" CHECK (kind IN ('guardian', 'staff'));
