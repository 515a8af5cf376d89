-- CreateTable
CREATE TABLE "term_marks" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "school_year" INTEGER NOT NULL,
    "term" INTEGER NOT NULL,
    "zabt" INTEGER,
    "tajweed" INTEGER,
    "salah" INTEGER,
    "remark" TEXT,
    "recorded_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "term_marks_pkey" PRIMARY KEY ("institution_id","id"),
    CONSTRAINT "term_marks_year_check" CHECK ("school_year" BETWEEN 1400 AND 1600),
    CONSTRAINT "term_marks_term_check" CHECK ("term" BETWEEN 1 AND 3),
    CONSTRAINT "term_marks_zabt_check" CHECK ("zabt" BETWEEN 0 AND 60),
    CONSTRAINT "term_marks_tajweed_check" CHECK ("tajweed" BETWEEN 0 AND 30),
    CONSTRAINT "term_marks_salah_check" CHECK ("salah" BETWEEN 0 AND 10),
    CONSTRAINT "term_marks_remark_check" CHECK (char_length("remark") BETWEEN 1 AND 300)
);

-- CreateIndex
CREATE UNIQUE INDEX "term_marks_institution_id_student_id_school_year_term_key" ON "term_marks"("institution_id", "student_id", "school_year", "term");

-- AddForeignKey
ALTER TABLE "term_marks" ADD CONSTRAINT "term_marks_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
