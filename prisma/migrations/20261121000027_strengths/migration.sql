-- How strong a child's memory was, week by week, as it was then: what forgetting and hearing have made of it since is not
-- asked. What is kept so far does not say it, so each register is read whole at its next lesson.
ALTER TABLE "student_progress" ADD COLUMN "strengths" INTEGER[] NOT NULL DEFAULT '{}';
UPDATE "student_progress" SET "memory_through" = NULL;
