-- AlterTable
ALTER TABLE "student_progress" ADD COLUMN     "earned_juz" INTEGER[] DEFAULT ARRAY[]::INTEGER[];

-- CreateTable
CREATE TABLE "jaiza_tests" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "juz" INTEGER,
    "scope" INTEGER[],
    "origin" TEXT NOT NULL DEFAULT 'TEACHER',
    "state" TEXT NOT NULL DEFAULT 'WAITING',
    "asked_on" DATE NOT NULL,
    "asked_by" UUID NOT NULL,
    "note" TEXT,
    "examiner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "jaiza_tests_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "jaiza_papers" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "test_id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "seed" INTEGER NOT NULL,
    "passages" INTEGER[],
    "marks" INTEGER[],
    "drawn_by" UUID NOT NULL,
    "drawn_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "jaiza_papers_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "jaiza_results" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "test_id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "result" TEXT NOT NULL,
    "score" DECIMAL(5,2) NOT NULL,
    "pass_mark" DECIMAL(5,2) NOT NULL,
    "passages" INTEGER[],
    "marks" INTEGER[],
    "conditions" TEXT,
    "conditions_due" DATE,
    "conditions_met" DATE,
    "taken_back" INTEGER[],
    "passed_juz" INTEGER[],
    "lost_juz" INTEGER[],
    "remark" TEXT,
    "examiner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "jaiza_results_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "sabaq_bands" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'PROPOSED',
    "reason" TEXT NOT NULL,
    "proposed_by" UUID NOT NULL,
    "proposed_on" DATE NOT NULL,
    "decided_by" UUID,
    "decided_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sabaq_bands_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateIndex
CREATE INDEX "jaiza_tests_institution_id_state_asked_on_idx" ON "jaiza_tests"("institution_id", "state", "asked_on");

-- CreateIndex
CREATE INDEX "jaiza_tests_institution_id_student_id_idx" ON "jaiza_tests"("institution_id", "student_id");

-- CreateIndex
CREATE INDEX "jaiza_papers_institution_id_student_id_idx" ON "jaiza_papers"("institution_id", "student_id");

-- CreateIndex
CREATE UNIQUE INDEX "jaiza_papers_institution_id_test_id_key" ON "jaiza_papers"("institution_id", "test_id");

-- CreateIndex
CREATE INDEX "jaiza_results_institution_id_student_id_held_on_idx" ON "jaiza_results"("institution_id", "student_id", "held_on");

-- CreateIndex
CREATE INDEX "jaiza_results_institution_id_held_on_idx" ON "jaiza_results"("institution_id", "held_on");

-- CreateIndex
CREATE UNIQUE INDEX "jaiza_results_institution_id_test_id_key" ON "jaiza_results"("institution_id", "test_id");

-- CreateIndex
CREATE INDEX "sabaq_bands_institution_id_student_id_decided_on_idx" ON "sabaq_bands"("institution_id", "student_id", "decided_on");

-- CreateIndex
CREATE INDEX "sabaq_bands_institution_id_state_idx" ON "sabaq_bands"("institution_id", "state");

-- AddForeignKey
ALTER TABLE "jaiza_tests" ADD CONSTRAINT "jaiza_tests_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "jaiza_papers" ADD CONSTRAINT "jaiza_papers_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "jaiza_papers" ADD CONSTRAINT "jaiza_papers_institution_id_test_id_fkey" FOREIGN KEY ("institution_id", "test_id") REFERENCES "jaiza_tests"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_institution_id_test_id_fkey" FOREIGN KEY ("institution_id", "test_id") REFERENCES "jaiza_tests"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "sabaq_bands" ADD CONSTRAINT "sabaq_bands_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "jaiza_tests" ADD CONSTRAINT "jaiza_tests_kind_check" CHECK (kind IN ('SABAQ', 'SABQI', 'PARA', 'NUSS', 'TARTEEB', 'FULL_QURAN', 'GIRDAAN'));
ALTER TABLE "jaiza_tests" ADD CONSTRAINT "jaiza_tests_juz_check" CHECK (juz BETWEEN 1 AND 30);
ALTER TABLE "jaiza_tests" ADD CONSTRAINT "jaiza_tests_scope_check" CHECK (cardinality(scope) BETWEEN 2 AND 2000 AND cardinality(scope) % 2 = 0 AND 1 <= ALL (scope) AND 6236 >= ALL (scope));
ALTER TABLE "jaiza_tests" ADD CONSTRAINT "jaiza_tests_origin_check" CHECK (origin IN ('TEACHER', 'HEAD', 'PARA_COMPLETE', 'RETEST'));
ALTER TABLE "jaiza_tests" ADD CONSTRAINT "jaiza_tests_state_check" CHECK (state IN ('WAITING', 'DONE', 'WITHDRAWN'));
ALTER TABLE "jaiza_tests" ADD CONSTRAINT "jaiza_tests_note_check" CHECK (char_length(note) <= 300);
ALTER TABLE "jaiza_papers" ADD CONSTRAINT "jaiza_papers_passages_check" CHECK (cardinality(passages) BETWEEN 2 AND 80 AND cardinality(passages) % 2 = 0 AND 1 <= ALL (passages) AND 6236 >= ALL (passages));
ALTER TABLE "jaiza_papers" ADD CONSTRAINT "jaiza_papers_marks_check" CHECK (cardinality(marks) = cardinality(passages) * 3 AND 0 <= ALL (marks) AND 99 >= ALL (marks));
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_kind_check" CHECK (kind IN ('SABAQ', 'SABQI', 'PARA', 'NUSS', 'TARTEEB', 'FULL_QURAN', 'GIRDAAN'));
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_result_check" CHECK (result IN ('PASS', 'CONDITIONAL_PASS', 'FAIL'));
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_score_check" CHECK (score BETWEEN 0 AND 100 AND pass_mark BETWEEN 0 AND 100);
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_marks_check" CHECK (cardinality(marks) = cardinality(passages) * 3 AND cardinality(passages) % 2 = 0 AND 1 <= ALL (passages) AND 6236 >= ALL (passages) AND 0 <= ALL (marks) AND 99 >= ALL (marks));
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_conditions_check" CHECK ((result = 'CONDITIONAL_PASS') = (conditions IS NOT NULL AND conditions_due IS NOT NULL) AND (conditions_met IS NULL OR result = 'CONDITIONAL_PASS') AND char_length(conditions) <= 300);
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_taken_check" CHECK (cardinality(taken_back) % 2 = 0 AND 1 <= ALL (taken_back) AND 6236 >= ALL (taken_back) AND (cardinality(taken_back) = 0 OR result = 'FAIL'));
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_juz_check" CHECK (1 <= ALL (passed_juz) AND 30 >= ALL (passed_juz) AND 1 <= ALL (lost_juz) AND 30 >= ALL (lost_juz) AND (cardinality(passed_juz) = 0 OR result <> 'FAIL'));
ALTER TABLE "jaiza_results" ADD CONSTRAINT "jaiza_results_remark_check" CHECK (char_length(remark) <= 500);
ALTER TABLE "sabaq_bands" ADD CONSTRAINT "sabaq_bands_act_check" CHECK (act IN ('STOP', 'RELEASE'));
ALTER TABLE "sabaq_bands" ADD CONSTRAINT "sabaq_bands_state_check" CHECK (state IN ('PROPOSED', 'APPROVED', 'DECLINED'));
ALTER TABLE "sabaq_bands" ADD CONSTRAINT "sabaq_bands_decided_check" CHECK ((state = 'PROPOSED') = (decided_by IS NULL) AND (state = 'PROPOSED') = (decided_on IS NULL));
ALTER TABLE "sabaq_bands" ADD CONSTRAINT "sabaq_bands_reason_check" CHECK (char_length(reason) BETWEEN 1 AND 300);

-- One open test of a kind and para at a time, one open proposal a child: a second tap or a second phone adds none.
CREATE UNIQUE INDEX "jaiza_tests_open_key" ON "jaiza_tests"("institution_id", "student_id", "kind", "juz") NULLS NOT DISTINCT WHERE state = 'WAITING';
CREATE UNIQUE INDEX "sabaq_bands_open_key" ON "sabaq_bands"("institution_id", "student_id") WHERE state = 'PROPOSED';
