-- CreateTable
CREATE TABLE "notices" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "audience_id" UUID NOT NULL,
    "campus_id" UUID,
    "halqa_id" UUID,
    "to_families" BOOLEAN NOT NULL DEFAULT true,
    "to_staff" BOOLEAN NOT NULL DEFAULT false,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'WAITING',
    "publish_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "notice_receipts" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "campus_id" UUID,
    "guardian_id" UUID,
    "staff_id" UUID,
    "read_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_receipts_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "push_subscriptions" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "endpoint_hash" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "device" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_subscriptions_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateIndex
CREATE INDEX "notices_institution_id_publish_at_idx" ON "notices"("institution_id", "publish_at");

-- CreateIndex
CREATE INDEX "notice_receipts_institution_id_guardian_id_read_at_idx" ON "notice_receipts"("institution_id", "guardian_id", "read_at");

-- CreateIndex
CREATE INDEX "notice_receipts_institution_id_staff_id_read_at_idx" ON "notice_receipts"("institution_id", "staff_id", "read_at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_receipts_institution_id_notice_id_guardian_id_key" ON "notice_receipts"("institution_id", "notice_id", "guardian_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_receipts_institution_id_notice_id_staff_id_key" ON "notice_receipts"("institution_id", "notice_id", "staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "push_subscriptions_institution_id_user_id_endpoint_hash_key" ON "push_subscriptions"("institution_id", "user_id", "endpoint_hash");

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_institution_id_campus_id_fkey" FOREIGN KEY ("institution_id", "campus_id") REFERENCES "campuses"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_institution_id_halqa_id_fkey" FOREIGN KEY ("institution_id", "halqa_id") REFERENCES "halqas"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_institution_id_notice_id_fkey" FOREIGN KEY ("institution_id", "notice_id") REFERENCES "notices"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_institution_id_guardian_id_fkey" FOREIGN KEY ("institution_id", "guardian_id") REFERENCES "guardians"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_institution_id_staff_id_fkey" FOREIGN KEY ("institution_id", "staff_id") REFERENCES "staff"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "notices" ADD CONSTRAINT "notices_state_check" CHECK (state IN ('WAITING', 'PUBLISHED', 'WITHDRAWN'));
ALTER TABLE "notices" ADD CONSTRAINT "notices_readers_check" CHECK (to_families OR to_staff);
ALTER TABLE "notices" ADD CONSTRAINT "notices_audience_check" CHECK (audience_id = coalesce(halqa_id, campus_id, institution_id) AND (halqa_id IS NULL OR campus_id IS NOT NULL));
ALTER TABLE "notices" ADD CONSTRAINT "notices_title_check" CHECK (length(title) BETWEEN 1 AND 120);
ALTER TABLE "notices" ADD CONSTRAINT "notices_body_check" CHECK (length(body) BETWEEN 1 AND 4000);
ALTER TABLE "notices" ADD CONSTRAINT "notices_reason_check" CHECK (length(reason) <= 300);
ALTER TABLE "notice_receipts" ADD CONSTRAINT "notice_receipts_reader_check" CHECK (guardian_id IS NOT NULL OR staff_id IS NOT NULL);
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_language_check" CHECK (language IN ('en', 'ur', 'ar'));
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_sealed_check" CHECK (length(sealed) BETWEEN 1 AND 4000);

CREATE FUNCTION "tell_notice"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('hifzpro_live', concat_ws(' ', 'notice', NEW.institution_id, NEW.id));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION "tell_notice"() FROM PUBLIC;
CREATE TRIGGER "tell_notice" AFTER UPDATE OF "state" ON "notices" FOR EACH ROW EXECUTE FUNCTION "tell_notice"();
CREATE TRIGGER "tell_new_notice" AFTER INSERT ON "notices" FOR EACH ROW WHEN (NEW.state = 'PUBLISHED') EXECUTE FUNCTION "tell_notice"();
