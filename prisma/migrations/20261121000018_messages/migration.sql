-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "code" INTEGER,
ADD COLUMN     "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "key" UUID,
ADD COLUMN     "trying_at" TIMESTAMPTZ(3),
ADD COLUMN     "values" TEXT[];

-- CreateTable
CREATE TABLE "message_channels" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "line" TEXT NOT NULL DEFAULT 'WHATSAPP',
    "provider" TEXT NOT NULL DEFAULT 'OFF',
    "state" TEXT NOT NULL DEFAULT 'NEW',
    "fault" TEXT,
    "fault_code" INTEGER,
    "phone_number_id" TEXT,
    "business_id" TEXT,
    "instance" TEXT,
    "token" TEXT,
    "app_secret" TEXT,
    "hook_hash" TEXT,
    "hook" TEXT,
    "number" TEXT,
    "verified_name" TEXT,
    "quality" TEXT NOT NULL DEFAULT 'UNKNOWN',
    "kinds" JSONB NOT NULL DEFAULT '{}',
    "checked_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "hold_until" TIMESTAMPTZ(3),
    "strikes" INTEGER NOT NULL DEFAULT 0,
    "slot_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "heard_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_channels_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "message_templates" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "category" TEXT NOT NULL DEFAULT 'UTILITY',
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_templates_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "message_numbers" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "heard_at" TIMESTAMPTZ(3),
    "dead_at" TIMESTAMPTZ(3),
    "wrong_at" TIMESTAMPTZ(3),
    "wait_until" TIMESTAMPTZ(3),
    "strikes" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_numbers_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "message_events" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "payload" JSONB,
    "done_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_events_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateIndex
CREATE INDEX "deliveries_institution_id_key_idx" ON "deliveries"("institution_id", "key");

-- CreateIndex
CREATE INDEX "deliveries_institution_id_provider_ref_idx" ON "deliveries"("institution_id", "provider_ref");

-- CreateIndex
CREATE INDEX "message_channels_phone_number_id_idx" ON "message_channels"("phone_number_id");

-- CreateIndex
CREATE INDEX "message_channels_business_id_idx" ON "message_channels"("business_id");

-- CreateIndex
CREATE INDEX "message_channels_hook_hash_idx" ON "message_channels"("hook_hash");

-- CreateIndex
CREATE UNIQUE INDEX "message_channels_institution_id_line_key" ON "message_channels"("institution_id", "line");

-- CreateIndex
CREATE UNIQUE INDEX "message_templates_institution_id_name_language_key" ON "message_templates"("institution_id", "name", "language");

-- CreateIndex
CREATE UNIQUE INDEX "message_numbers_institution_id_phone_key" ON "message_numbers"("institution_id", "phone");

-- CreateIndex
CREATE UNIQUE INDEX "message_events_institution_id_provider_event_key_key" ON "message_events"("institution_id", "provider", "event_key");

-- CreateIndex
CREATE INDEX "message_events_institution_id_done_at_id_idx" ON "message_events"("institution_id", "done_at", "id");

-- AddForeignKey
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message_templates" ADD CONSTRAINT "message_templates_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message_numbers" ADD CONSTRAINT "message_numbers_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "message_events" ADD CONSTRAINT "message_events_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- Closed lists and bounds. What a message said is gone when its delivery has ended, its parts as well (P25).
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_kind_check";
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_kind_check" CHECK (kind IN ('DAILY_REPORT', 'ABSENCE_ALERT', 'TEST_RESULT', 'FEE_REMINDER', 'CERTIFICATE', 'WEEKLY_REPORT', 'WELCOME', 'SIGN_IN_CODE'));
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_channel_check";
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_check" CHECK (channel IN ('LOCAL', 'META', 'ULTRAMSG'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_values_check" CHECK (coalesce(cardinality("values"), 0) = 0 OR state IN ('QUEUED', 'SENT'));
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_provider_check" CHECK (provider IN ('OFF', 'META', 'ULTRAMSG'));
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_state_check" CHECK (state IN ('NEW', 'CHECKING', 'READY', 'STOPPED'));
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_quality_check" CHECK (quality IN ('GREEN', 'YELLOW', 'RED', 'UNKNOWN'));
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_text_check" CHECK (char_length(line) <= 20 AND char_length(fault) <= 30 AND char_length(phone_number_id) <= 30 AND char_length(business_id) <= 30 AND char_length(instance) <= 30 AND char_length(verified_name) <= 200 AND char_length(number) <= 20);
-- A credential lies here sealed (lib/core/vault) or not at all.
ALTER TABLE "message_channels" ADD CONSTRAINT "message_channels_sealed_check" CHECK (token LIKE 'v1.%' AND app_secret LIKE 'v1.%' AND hook LIKE 'v1.%');
ALTER TABLE "message_templates" ADD CONSTRAINT "message_templates_state_check" CHECK (state IN ('PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED'));
ALTER TABLE "message_templates" ADD CONSTRAINT "message_templates_text_check" CHECK (char_length(name) <= 60 AND char_length(language) <= 10 AND char_length(category) <= 30 AND char_length(reason) <= 200);
ALTER TABLE "message_numbers" ADD CONSTRAINT "message_numbers_phone_check" CHECK (char_length(phone) <= 20);
ALTER TABLE "message_events" ADD CONSTRAINT "message_events_provider_check" CHECK (provider IN ('META', 'ULTRAMSG'));
ALTER TABLE "message_events" ADD CONSTRAINT "message_events_text_check" CHECK (char_length(event_key) <= 300);
-- The words of an event are gone when its work is done (P25).
ALTER TABLE "message_events" ADD CONSTRAINT "message_events_erased_check" CHECK (done_at IS NULL OR payload IS NULL);
