-- A remark that looks like a wish for silence is a question of its own, beside the question who the child is.
ALTER TABLE "import_rows" ADD COLUMN "silence" TEXT;
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_silence_check" CHECK (silence IN ('SILENT', 'SEND'));
