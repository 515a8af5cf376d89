-- Every row about a child carries the campus the child is at now: until here by agreement, from here on by its foreign
-- key. Deliveries keep the campus they were sent from, and their old key. Rows that disagree are put right first; the
-- owner sees them only while policies are not forced upon it (prisma/sql/30-policies.sql forces them again, too).
ALTER TABLE "students" NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['attendance', 'consents', 'enrolments', 'guardianships', 'lessons', 'placements', 'student_notes', 'student_progress', 'student_words'] LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('UPDATE %I r SET campus_id = s.campus_id FROM students s
      WHERE s.institution_id = r.institution_id AND s.id = r.student_id AND s.campus_id <> r.campus_id', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
ALTER TABLE "students" FORCE ROW LEVEL SECURITY;

-- DropForeignKey
ALTER TABLE "attendance" DROP CONSTRAINT "attendance_institution_id_student_id_fkey";

-- DropForeignKey
ALTER TABLE "consents" DROP CONSTRAINT "consents_institution_id_student_id_fkey";

-- DropForeignKey
ALTER TABLE "enrolments" DROP CONSTRAINT "enrolments_institution_id_student_id_fkey";

-- DropForeignKey
ALTER TABLE "guardianships" DROP CONSTRAINT "guardianships_institution_id_student_id_fkey";

-- DropForeignKey
ALTER TABLE "lessons" DROP CONSTRAINT "lessons_institution_id_student_id_fkey";

-- DropForeignKey
ALTER TABLE "placements" DROP CONSTRAINT "placements_institution_id_student_id_fkey";

-- DropForeignKey
ALTER TABLE "student_notes" DROP CONSTRAINT "student_notes_institution_id_student_id_fkey";

-- DropForeignKey
ALTER TABLE "student_progress" DROP CONSTRAINT "student_progress_institution_id_student_id_fkey";

-- DropForeignKey
ALTER TABLE "student_words" DROP CONSTRAINT "student_words_institution_id_student_id_fkey";

-- DropIndex
DROP INDEX "students_institution_id_campus_id_idx";

-- CreateIndex
CREATE UNIQUE INDEX "student_progress_institution_id_campus_id_student_id_key" ON "student_progress"("institution_id", "campus_id", "student_id");

-- CreateIndex
CREATE UNIQUE INDEX "students_institution_id_campus_id_id_key" ON "students"("institution_id", "campus_id", "id");

-- AddForeignKey
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "student_progress" ADD CONSTRAINT "student_progress_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "student_words" ADD CONSTRAINT "student_words_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "student_notes" ADD CONSTRAINT "student_notes_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "placements" ADD CONSTRAINT "placements_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;
