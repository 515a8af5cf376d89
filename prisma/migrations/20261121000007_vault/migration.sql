-- CreateTable
CREATE TABLE "data_keys" (
    "id" UUID NOT NULL,
    "owner" UUID,
    "wrapped" TEXT NOT NULL,
    "master_key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),
    "emptied_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_keys_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "data_keys_owner_created_at_idx" ON "data_keys"("owner", "created_at");

ALTER TABLE "data_keys" ADD CONSTRAINT "data_keys_emptied_check" CHECK (emptied_at IS NULL OR retired_at IS NOT NULL);
