-- AlterTable: the page of a phone that said what stands here, and the place of that among all it said.
ALTER TABLE "attendance" ADD COLUMN     "said_by" UUID,
ADD COLUMN     "said_no" INTEGER;

-- AlterTable
ALTER TABLE "lessons" ADD COLUMN     "said_by" UUID,
ADD COLUMN     "said_no" INTEGER;
