-- Messages by e-mail in place of WhatsApp, at the guardian's own wish (P37).
ALTER TABLE "guardians" ADD COLUMN "by_letter" BOOLEAN NOT NULL DEFAULT false;
