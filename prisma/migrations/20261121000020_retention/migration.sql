-- AlterTable: when the text of an import's rows was erased.
ALTER TABLE "imports" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- AlterTable: when the person last proved within this session that it is they.
ALTER TABLE "sessions" ADD COLUMN     "proven_at" TIMESTAMPTZ(3);
