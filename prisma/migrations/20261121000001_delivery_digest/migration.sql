-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "digest" TEXT;
