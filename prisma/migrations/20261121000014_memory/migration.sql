-- CreateTable
CREATE TABLE "memory_units" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "unit" INTEGER NOT NULL,
    "stability" DOUBLE PRECISION NOT NULL,
    "difficulty" DOUBLE PRECISION NOT NULL,
    "reviews" INTEGER NOT NULL,
    "since" DATE NOT NULL,
    "repeat_on" DATE,
    "parts" INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memory_units_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "revision_plans" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "amount" INTEGER,
    "mode" TEXT,
    "queue" INTEGER[],
    "queued_on" DATE,
    "released_until" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revision_plans_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "memory_units_institution_id_student_id_unit_key" ON "memory_units"("institution_id", "student_id", "unit");

-- CreateIndex
CREATE UNIQUE INDEX "revision_plans_institution_id_student_id_key" ON "revision_plans"("institution_id", "student_id");

-- CreateIndex
CREATE UNIQUE INDEX "revision_plans_institution_id_campus_id_student_id_key" ON "revision_plans"("institution_id", "campus_id", "student_id");

-- AddForeignKey
ALTER TABLE "memory_units" ADD CONSTRAINT "memory_units_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "revision_plans" ADD CONSTRAINT "revision_plans_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "memory_units" ADD CONSTRAINT "memory_units_unit_check" CHECK (unit BETWEEN 1 AND 240);
ALTER TABLE "memory_units" ADD CONSTRAINT "memory_units_trace_check" CHECK (stability > 0 AND difficulty BETWEEN 1 AND 10 AND reviews >= 0);
ALTER TABLE "memory_units" ADD CONSTRAINT "memory_units_parts_check" CHECK (cardinality(parts) > 0 AND cardinality(parts) % 3 = 0);
ALTER TABLE "revision_plans" ADD CONSTRAINT "revision_plans_amount_check" CHECK (amount BETWEEN 2 AND 16);
ALTER TABLE "revision_plans" ADD CONSTRAINT "revision_plans_mode_check" CHECK (mode IN ('GUIDED', 'PURE'));
ALTER TABLE "revision_plans" ADD CONSTRAINT "revision_plans_queue_check" CHECK (cardinality(queue) <= 240);

-- AlterTable: how what a child brought was found to sit; what nobody said is taken for shaky.
ALTER TABLE "placements" ADD COLUMN     "firmness" TEXT NOT NULL DEFAULT 'SHAKY';
ALTER TABLE "placements" ADD CONSTRAINT "placements_firmness_check" CHECK (firmness IN ('SOLID', 'SHAKY', 'RUSTY'));

-- AlterTable
ALTER TABLE "student_progress" ADD COLUMN     "memory_through" TEXT;
