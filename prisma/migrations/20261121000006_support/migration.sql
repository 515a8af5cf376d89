-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "support_grant_id" UUID;

-- CreateTable
CREATE TABLE "support_staff" (
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "support_staff_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "support_grants" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "ticket" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'REQUESTED',
    "requested_by" UUID NOT NULL,
    "requester_name" TEXT NOT NULL,
    "write" BOOLEAN NOT NULL DEFAULT false,
    "minutes" INTEGER,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "refusal" TEXT,
    "starts_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "support_grants_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateIndex
CREATE INDEX "support_grants_institution_id_created_at_idx" ON "support_grants"("institution_id", "created_at");

-- CreateIndex
CREATE INDEX "support_grants_requested_by_created_at_idx" ON "support_grants"("requested_by", "created_at");

-- AddForeignKey
ALTER TABLE "support_grants" ADD CONSTRAINT "support_grants_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- Closed lists and bounds; a visit without a clock, or one that nobody approved, cannot be written at all.
ALTER TABLE "support_grants" ADD CONSTRAINT "support_grants_state_check" CHECK (state IN ('REQUESTED', 'APPROVED', 'REFUSED', 'ACTIVE', 'ENDED', 'EXPIRED'));
ALTER TABLE "support_grants" ADD CONSTRAINT "support_grants_minutes_check" CHECK (minutes BETWEEN 30 AND 480);
ALTER TABLE "support_grants" ADD CONSTRAINT "support_grants_ended_by_check" CHECK (ended_by IN ('ADMIN', 'STAFF', 'CLOCK'));
ALTER TABLE "support_grants" ADD CONSTRAINT "support_grants_approved_check" CHECK (state NOT IN ('APPROVED', 'ACTIVE') OR (minutes IS NOT NULL AND decided_by IS NOT NULL));
ALTER TABLE "support_grants" ADD CONSTRAINT "support_grants_clock_check" CHECK (state <> 'ACTIVE' OR expires_at <= starts_at + interval '8 hours');
ALTER TABLE "support_grants" ADD CONSTRAINT "support_grants_text_check" CHECK (char_length(ticket) <= 40 AND char_length(reason) <= 1000 AND char_length(refusal) <= 500);
