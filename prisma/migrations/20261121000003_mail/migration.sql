-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "password_resets" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_resets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demo_mails" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "demo_mails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sessions_id_key" ON "sessions"("id");

-- CreateIndex
CREATE UNIQUE INDEX "password_resets_token_hash_key" ON "password_resets"("token_hash");

-- CreateIndex
CREATE INDEX "password_resets_user_id_idx" ON "password_resets"("user_id");

-- CreateIndex
CREATE INDEX "demo_mails_address_received_at_idx" ON "demo_mails"("address", "received_at");

-- An account that became part of another one keeps neither address nor number.
ALTER TABLE "users" ADD COLUMN     "merged_into" UUID;
ALTER TABLE "users" DROP CONSTRAINT "users_identifier_check";
ALTER TABLE "users" ADD CONSTRAINT "users_identifier_check" CHECK (email IS NOT NULL OR phone IS NOT NULL OR merged_into IS NOT NULL);

-- A number is looked for in every institution at once, as the guardians' already are.
-- CreateIndex
CREATE INDEX "staff_contacts_kind_value_idx" ON "staff_contacts"("kind", "value");
