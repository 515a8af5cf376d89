-- CreateTable
CREATE TABLE "care_words" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "reasons" TEXT[],
    "spoken_on" DATE NOT NULL,
    "note" TEXT NOT NULL,
    "recorded_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "care_words_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "reading_records" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "halqa_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "session" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mushaf" TEXT,
    "from_page" INTEGER,
    "to_page" INTEGER,
    "item" TEXT,
    "from_line" INTEGER NOT NULL,
    "to_line" INTEGER NOT NULL,
    "grade" TEXT NOT NULL,
    "atak" INTEGER NOT NULL DEFAULT 0,
    "lahn_jali" INTEGER NOT NULL DEFAULT 0,
    "lahn_khafi" INTEGER NOT NULL DEFAULT 0,
    "tajweed" INTEGER NOT NULL DEFAULT 0,
    "remark" TEXT,
    "listener" TEXT NOT NULL DEFAULT 'TEACHER',
    "recorded_by" UUID NOT NULL,
    "said_by" UUID,
    "said_no" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reading_records_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "reading_steps" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "item" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "note" TEXT,
    "recorded_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reading_steps_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateIndex
CREATE INDEX "care_words_institution_id_student_id_spoken_on_idx" ON "care_words"("institution_id", "student_id", "spoken_on");

-- CreateIndex
CREATE INDEX "reading_records_institution_id_halqa_id_date_idx" ON "reading_records"("institution_id", "halqa_id", "date");

-- CreateIndex
CREATE UNIQUE INDEX "reading_records_institution_id_student_id_date_session_kind_key" ON "reading_records"("institution_id", "student_id", "date", "session", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "reading_steps_institution_id_student_id_item_date_key" ON "reading_steps"("institution_id", "student_id", "item", "date");

-- AddForeignKey
ALTER TABLE "care_words" ADD CONSTRAINT "care_words_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "reading_records" ADD CONSTRAINT "reading_records_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "reading_records" ADD CONSTRAINT "reading_records_institution_id_halqa_id_fkey" FOREIGN KEY ("institution_id", "halqa_id") REFERENCES "halqas"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "reading_steps" ADD CONSTRAINT "reading_steps_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "care_words" ADD CONSTRAINT "care_words_reasons_check" CHECK (cardinality(reasons) BETWEEN 1 AND 4 AND reasons <@ ARRAY['FADING', 'ABSENT', 'STALLED', 'REPEAT']);
ALTER TABLE "care_words" ADD CONSTRAINT "care_words_note_check" CHECK (length(note) BETWEEN 1 AND 500);
ALTER TABLE "reading_records" ADD CONSTRAINT "reading_records_session_check" CHECK (session IN ('FAJR', 'MORNING', 'AFTER_ZUHR', 'AFTER_ASR', 'MAGHRIB', 'AFTER_ISHA'));
ALTER TABLE "reading_records" ADD CONSTRAINT "reading_records_kind_check" CHECK (kind IN ('NAZRA', 'QAIDA'));
ALTER TABLE "reading_records" ADD CONSTRAINT "reading_records_grade_check" CHECK (grade IN ('EXCELLENT', 'GOOD', 'WEAK', 'REPEAT'));
ALTER TABLE "reading_records" ADD CONSTRAINT "reading_records_listener_check" CHECK (listener IN ('TEACHER', 'SENIOR', 'GUARDIAN', 'EXAMINER', 'SELF'));
ALTER TABLE "reading_records" ADD CONSTRAINT "reading_records_mistakes_check" CHECK (atak BETWEEN 0 AND 99 AND lahn_jali BETWEEN 0 AND 99 AND lahn_khafi BETWEEN 0 AND 99 AND tajweed BETWEEN 0 AND 99);
ALTER TABLE "reading_records" ADD CONSTRAINT "reading_records_place_check" CHECK (CASE kind
  WHEN 'NAZRA' THEN item IS NULL AND mushaf IN ('madani15', 'madani15old', 'indopak16', 'indopak15', 'indopak13')
    AND from_page BETWEEN 1 AND 900 AND to_page BETWEEN from_page AND 900 AND from_line BETWEEN 1 AND 16 AND to_line BETWEEN 1 AND 16
    AND (to_page > from_page OR to_line >= from_line)
  ELSE length(item) BETWEEN 1 AND 40 AND mushaf IS NULL AND from_page IS NULL AND to_page IS NULL
    AND from_line BETWEEN 1 AND 99 AND to_line BETWEEN from_line AND 99 END);
ALTER TABLE "reading_records" ADD CONSTRAINT "reading_records_remark_check" CHECK (length(remark) <= 500);
ALTER TABLE "reading_steps" ADD CONSTRAINT "reading_steps_item_check" CHECK (length(item) BETWEEN 1 AND 40);
ALTER TABLE "reading_steps" ADD CONSTRAINT "reading_steps_state_check" CHECK (state IN ('INTRODUCED', 'PRACTISING', 'MASTERED'));
ALTER TABLE "reading_steps" ADD CONSTRAINT "reading_steps_note_check" CHECK (length(note) <= 300);
