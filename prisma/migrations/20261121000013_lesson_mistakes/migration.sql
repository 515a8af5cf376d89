-- CreateTable
CREATE TABLE "lesson_mistakes" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "halqa_id" UUID NOT NULL,
    "lesson_id" UUID,
    "date" DATE NOT NULL,
    "session" TEXT,
    "ayah" INTEGER NOT NULL,
    "word" INTEGER,
    "to_ayah" INTEGER,
    "to_word" INTEGER,
    "kind" TEXT NOT NULL,
    "slip_ayah" INTEGER,
    "undone_at" TIMESTAMPTZ(3),
    "recorded_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lesson_mistakes_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateIndex
CREATE INDEX "lesson_mistakes_institution_id_student_id_ayah_idx" ON "lesson_mistakes"("institution_id", "student_id", "ayah");

-- CreateIndex
CREATE INDEX "lesson_mistakes_institution_id_halqa_id_date_idx" ON "lesson_mistakes"("institution_id", "halqa_id", "date");

-- CreateIndex
CREATE INDEX "lesson_mistakes_institution_id_lesson_id_idx" ON "lesson_mistakes"("institution_id", "lesson_id");

-- AddForeignKey
ALTER TABLE "lesson_mistakes" ADD CONSTRAINT "lesson_mistakes_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lesson_mistakes" ADD CONSTRAINT "lesson_mistakes_institution_id_halqa_id_fkey" FOREIGN KEY ("institution_id", "halqa_id") REFERENCES "halqas"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lesson_mistakes" ADD CONSTRAINT "lesson_mistakes_institution_id_lesson_id_fkey" FOREIGN KEY ("institution_id", "lesson_id") REFERENCES "lessons"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- Closed lists and bounds. The longest ayah (2:282) has 128 words.
ALTER TABLE "lesson_mistakes" ADD CONSTRAINT "lesson_mistakes_kind_check" CHECK (kind IN ('ATAK', 'LAHN_JALI', 'LAHN_KHAFI', 'TAJWEED'));
ALTER TABLE "lesson_mistakes" ADD CONSTRAINT "lesson_mistakes_session_check" CHECK (session IN ('FAJR', 'MORNING', 'AFTER_ZUHR', 'AFTER_ASR', 'MAGHRIB', 'AFTER_ISHA'));
ALTER TABLE "lesson_mistakes" ADD CONSTRAINT "lesson_mistakes_ayah_check" CHECK (ayah BETWEEN 1 AND 6236 AND to_ayah BETWEEN ayah AND 6236 AND slip_ayah BETWEEN 1 AND 6236);
ALTER TABLE "lesson_mistakes" ADD CONSTRAINT "lesson_mistakes_word_check" CHECK (word BETWEEN 1 AND 128 AND to_word BETWEEN 1 AND 128);
-- Words from one to another are named at both ends.
ALTER TABLE "lesson_mistakes" ADD CONSTRAINT "lesson_mistakes_span_check" CHECK ((to_ayah IS NULL) = (to_word IS NULL) AND (to_word IS NULL OR word IS NOT NULL) AND (to_ayah <> ayah OR to_word >= word));
