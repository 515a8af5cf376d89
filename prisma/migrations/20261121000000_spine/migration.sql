-- CreateTable
CREATE TABLE "audit_entries" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "user_id" UUID,
    "role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID,
    "detail" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "institution_id" UUID,
    "membership_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "sign_in_codes" (
    "id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demo_phone_messages" (
    "id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "demo_phone_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "campus_id" UUID,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "guardians" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "native_name" TEXT,
    "sort_name" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'ur',
    "user_id" UUID,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guardians_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "guardian_contacts" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "guardian_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "is_primary" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guardian_contacts_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "guardian_words" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "guardian_id" UUID NOT NULL,
    "word" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guardian_words_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "guardianships" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "guardian_id" UUID NOT NULL,
    "relation" TEXT NOT NULL,
    "is_primary" BOOLEAN NOT NULL DEFAULT false,
    "receives_messages" BOOLEAN NOT NULL DEFAULT true,
    "opted_out_at" TIMESTAMPTZ(3),
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "guardianships_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "consents" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "wording" TEXT NOT NULL,
    "attested_by" UUID NOT NULL,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "halqas" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "native_name" TEXT,
    "sort_name" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL DEFAULT 25,
    "archived_on" DATE,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "halqas_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "halqa_teachers" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "halqa_id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "halqa_teachers_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "halqa_sessions" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "halqa_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "session" TEXT NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "finished_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "halqa_sessions_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "imports" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'UPLOADED',
    "problem" JSONB,
    "format" TEXT,
    "encoding" TEXT,
    "header" JSONB,
    "columns" JSONB,
    "total_rows" INTEGER NOT NULL DEFAULT 0,
    "done_rows" INTEGER NOT NULL DEFAULT 0,
    "counts" JSONB,
    "wording" TEXT,
    "attested_at" TIMESTAMPTZ(3),
    "requested_by" UUID NOT NULL,
    "committed_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "import_files" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_files_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "import_rows" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "row_no" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "parsed" JSONB,
    "verdict" TEXT,
    "issues" JSONB,
    "match" JSONB,
    "decision" TEXT,
    "outcome" TEXT,
    "effects" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "institutions" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "native_name" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'HIFZ',
    "status" TEXT NOT NULL DEFAULT 'OPEN',
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Karachi',
    "country" TEXT NOT NULL DEFAULT 'PK',
    "locale" TEXT NOT NULL DEFAULT 'en',
    "mushaf" TEXT NOT NULL DEFAULT 'madani15',
    "weekly_holiday" INTEGER NOT NULL DEFAULT 5,
    "hijri_offset" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "institutions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campuses" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "native_name" TEXT,
    "address" TEXT,
    "sort_name" TEXT NOT NULL,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campuses_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "halqa_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "session" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "note" TEXT,
    "recorded_by" UUID NOT NULL,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "lessons" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "halqa_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "session" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "portions" INTEGER[],
    "entered_as" TEXT,
    "grade" TEXT NOT NULL,
    "atak" INTEGER NOT NULL DEFAULT 0,
    "lahn_jali" INTEGER NOT NULL DEFAULT 0,
    "lahn_khafi" INTEGER NOT NULL DEFAULT 0,
    "tajweed" INTEGER NOT NULL DEFAULT 0,
    "minutes" INTEGER,
    "remark" TEXT,
    "listener" TEXT NOT NULL DEFAULT 'TEACHER',
    "recorded_by" UUID NOT NULL,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lessons_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "student_progress" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "memorised" INTEGER[],
    "held_ayahs" INTEGER NOT NULL DEFAULT 0,
    "next_sabaq" INTEGER[],
    "next_sabqi" INTEGER[],
    "next_manzil" INTEGER[],
    "last_lesson_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "student_progress_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "guardian_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "purpose" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'QUEUED',
    "reason" TEXT,
    "body" TEXT,
    "provider_ref" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "staff" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "native_name" TEXT,
    "sort_name" TEXT NOT NULL,
    "qualification" TEXT,
    "joined_on" DATE,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "user_id" UUID,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "staff_contacts" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_contacts_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "staff_invitations" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "invited_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_invitations_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "students" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "halqa_id" UUID,
    "programme" TEXT NOT NULL,
    "roll_no" TEXT,
    "name" TEXT NOT NULL,
    "native_name" TEXT,
    "sort_name" TEXT NOT NULL,
    "born_on" DATE,
    "gender" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "mushaf" TEXT,
    "direction" TEXT NOT NULL DEFAULT 'BACKWARD',
    "start_juz" INTEGER NOT NULL DEFAULT 30,
    "admitted_on" DATE NOT NULL,
    "left_on" DATE,
    "leave_reason" TEXT,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "students_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "student_words" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "word" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "student_words_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "student_notes" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "student_notes_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "enrolments" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "halqa_id" UUID NOT NULL,
    "programme" TEXT NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE,
    "reason" TEXT,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolments_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "placements" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "portions" INTEGER[],
    "source" TEXT NOT NULL,
    "placed_on" DATE NOT NULL,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "placements_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateIndex
CREATE INDEX "audit_entries_institution_id_subject_id_idx" ON "audit_entries"("institution_id", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_institution_id_seq_key" ON "audit_entries"("institution_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "users_phone_key" ON "users"("phone");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_codes_phone_created_at_idx" ON "sign_in_codes"("phone", "created_at");

-- CreateIndex
CREATE INDEX "demo_phone_messages_phone_received_at_idx" ON "demo_phone_messages"("phone", "received_at");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_institution_id_user_id_role_key" ON "memberships"("institution_id", "user_id", "role");

-- CreateIndex
CREATE INDEX "guardians_institution_id_sort_name_id_idx" ON "guardians"("institution_id", "sort_name", "id");

-- CreateIndex
CREATE INDEX "guardians_institution_id_user_id_idx" ON "guardians"("institution_id", "user_id");

-- CreateIndex
CREATE INDEX "guardian_contacts_institution_id_kind_value_idx" ON "guardian_contacts"("institution_id", "kind", "value");

-- CreateIndex
CREATE INDEX "guardian_contacts_kind_value_idx" ON "guardian_contacts"("kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "guardian_contacts_institution_id_guardian_id_kind_value_key" ON "guardian_contacts"("institution_id", "guardian_id", "kind", "value");

-- CreateIndex
CREATE INDEX "guardian_words_institution_id_word_idx" ON "guardian_words"("institution_id", "word");

-- CreateIndex
CREATE UNIQUE INDEX "guardian_words_institution_id_guardian_id_word_key" ON "guardian_words"("institution_id", "guardian_id", "word");

-- CreateIndex
CREATE INDEX "guardianships_institution_id_guardian_id_idx" ON "guardianships"("institution_id", "guardian_id");

-- CreateIndex
CREATE UNIQUE INDEX "guardianships_institution_id_student_id_guardian_id_key" ON "guardianships"("institution_id", "student_id", "guardian_id");

-- CreateIndex
CREATE INDEX "consents_institution_id_student_id_idx" ON "consents"("institution_id", "student_id");

-- CreateIndex
CREATE INDEX "halqas_institution_id_campus_id_idx" ON "halqas"("institution_id", "campus_id");

-- CreateIndex
CREATE UNIQUE INDEX "halqas_institution_id_sort_name_key" ON "halqas"("institution_id", "sort_name");

-- CreateIndex
CREATE INDEX "halqa_teachers_institution_id_halqa_id_idx" ON "halqa_teachers"("institution_id", "halqa_id");

-- CreateIndex
CREATE INDEX "halqa_teachers_institution_id_staff_id_idx" ON "halqa_teachers"("institution_id", "staff_id");

-- CreateIndex
CREATE INDEX "halqa_sessions_institution_id_date_idx" ON "halqa_sessions"("institution_id", "date");

-- CreateIndex
CREATE UNIQUE INDEX "halqa_sessions_institution_id_halqa_id_date_session_key" ON "halqa_sessions"("institution_id", "halqa_id", "date", "session");

-- CreateIndex
CREATE INDEX "imports_institution_id_created_at_idx" ON "imports"("institution_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "import_files_institution_id_import_id_key" ON "import_files"("institution_id", "import_id");

-- CreateIndex
CREATE INDEX "import_rows_institution_id_import_id_verdict_row_no_idx" ON "import_rows"("institution_id", "import_id", "verdict", "row_no");

-- CreateIndex
CREATE UNIQUE INDEX "import_rows_institution_id_import_id_row_no_key" ON "import_rows"("institution_id", "import_id", "row_no");

-- CreateIndex
CREATE UNIQUE INDEX "campuses_institution_id_sort_name_key" ON "campuses"("institution_id", "sort_name");

-- CreateIndex
CREATE INDEX "attendance_institution_id_halqa_id_date_idx" ON "attendance"("institution_id", "halqa_id", "date");

-- CreateIndex
CREATE INDEX "attendance_institution_id_date_status_idx" ON "attendance"("institution_id", "date", "status");

-- CreateIndex
CREATE UNIQUE INDEX "attendance_institution_id_student_id_date_session_key" ON "attendance"("institution_id", "student_id", "date", "session");

-- CreateIndex
CREATE INDEX "lessons_institution_id_student_id_date_idx" ON "lessons"("institution_id", "student_id", "date");

-- CreateIndex
CREATE INDEX "lessons_institution_id_halqa_id_date_idx" ON "lessons"("institution_id", "halqa_id", "date");

-- CreateIndex
CREATE INDEX "lessons_institution_id_date_kind_idx" ON "lessons"("institution_id", "date", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "lessons_institution_id_student_id_date_session_kind_key" ON "lessons"("institution_id", "student_id", "date", "session", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "student_progress_institution_id_student_id_key" ON "student_progress"("institution_id", "student_id");

-- CreateIndex
CREATE INDEX "deliveries_institution_id_created_at_idx" ON "deliveries"("institution_id", "created_at");

-- CreateIndex
CREATE INDEX "deliveries_institution_id_guardian_id_created_at_idx" ON "deliveries"("institution_id", "guardian_id", "created_at");

-- CreateIndex
CREATE INDEX "deliveries_institution_id_day_state_idx" ON "deliveries"("institution_id", "day", "state");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_institution_id_student_id_guardian_id_kind_day_p_key" ON "deliveries"("institution_id", "student_id", "guardian_id", "kind", "day", "purpose");

-- CreateIndex
CREATE INDEX "staff_institution_id_sort_name_idx" ON "staff"("institution_id", "sort_name");

-- CreateIndex
CREATE INDEX "staff_institution_id_user_id_idx" ON "staff"("institution_id", "user_id");

-- CreateIndex
CREATE INDEX "staff_contacts_institution_id_kind_value_idx" ON "staff_contacts"("institution_id", "kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "staff_contacts_institution_id_staff_id_kind_value_key" ON "staff_contacts"("institution_id", "staff_id", "kind", "value");

-- CreateIndex
CREATE INDEX "staff_invitations_institution_id_staff_id_idx" ON "staff_invitations"("institution_id", "staff_id");

-- CreateIndex
CREATE INDEX "staff_invitations_token_hash_idx" ON "staff_invitations"("token_hash");

-- CreateIndex
CREATE INDEX "students_institution_id_halqa_id_idx" ON "students"("institution_id", "halqa_id");

-- CreateIndex
CREATE INDEX "students_institution_id_status_sort_name_id_idx" ON "students"("institution_id", "status", "sort_name", "id");

-- CreateIndex
CREATE INDEX "students_institution_id_campus_id_idx" ON "students"("institution_id", "campus_id");

-- CreateIndex
CREATE UNIQUE INDEX "students_institution_id_roll_no_key" ON "students"("institution_id", "roll_no");

-- CreateIndex
CREATE INDEX "student_words_institution_id_word_idx" ON "student_words"("institution_id", "word");

-- CreateIndex
CREATE UNIQUE INDEX "student_words_institution_id_student_id_word_key" ON "student_words"("institution_id", "student_id", "word");

-- CreateIndex
CREATE INDEX "student_notes_institution_id_student_id_idx" ON "student_notes"("institution_id", "student_id");

-- CreateIndex
CREATE INDEX "enrolments_institution_id_student_id_idx" ON "enrolments"("institution_id", "student_id");

-- CreateIndex
CREATE INDEX "enrolments_institution_id_halqa_id_idx" ON "enrolments"("institution_id", "halqa_id");

-- CreateIndex
CREATE INDEX "placements_institution_id_student_id_idx" ON "placements"("institution_id", "student_id");

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_institution_id_campus_id_fkey" FOREIGN KEY ("institution_id", "campus_id") REFERENCES "campuses"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "guardians" ADD CONSTRAINT "guardians_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "guardian_contacts" ADD CONSTRAINT "guardian_contacts_institution_id_guardian_id_fkey" FOREIGN KEY ("institution_id", "guardian_id") REFERENCES "guardians"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "guardian_words" ADD CONSTRAINT "guardian_words_institution_id_guardian_id_fkey" FOREIGN KEY ("institution_id", "guardian_id") REFERENCES "guardians"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_institution_id_guardian_id_fkey" FOREIGN KEY ("institution_id", "guardian_id") REFERENCES "guardians"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "consents" ADD CONSTRAINT "consents_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "halqas" ADD CONSTRAINT "halqas_institution_id_campus_id_fkey" FOREIGN KEY ("institution_id", "campus_id") REFERENCES "campuses"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "halqa_teachers" ADD CONSTRAINT "halqa_teachers_institution_id_halqa_id_fkey" FOREIGN KEY ("institution_id", "halqa_id") REFERENCES "halqas"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "halqa_teachers" ADD CONSTRAINT "halqa_teachers_institution_id_staff_id_fkey" FOREIGN KEY ("institution_id", "staff_id") REFERENCES "staff"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "halqa_sessions" ADD CONSTRAINT "halqa_sessions_institution_id_halqa_id_fkey" FOREIGN KEY ("institution_id", "halqa_id") REFERENCES "halqas"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_institution_id_import_id_fkey" FOREIGN KEY ("institution_id", "import_id") REFERENCES "imports"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_institution_id_import_id_fkey" FOREIGN KEY ("institution_id", "import_id") REFERENCES "imports"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "campuses" ADD CONSTRAINT "campuses_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_institution_id_halqa_id_fkey" FOREIGN KEY ("institution_id", "halqa_id") REFERENCES "halqas"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_institution_id_halqa_id_fkey" FOREIGN KEY ("institution_id", "halqa_id") REFERENCES "halqas"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "student_progress" ADD CONSTRAINT "student_progress_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_institution_id_guardian_id_fkey" FOREIGN KEY ("institution_id", "guardian_id") REFERENCES "guardians"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institutions"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "staff_contacts" ADD CONSTRAINT "staff_contacts_institution_id_staff_id_fkey" FOREIGN KEY ("institution_id", "staff_id") REFERENCES "staff"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_institution_id_staff_id_fkey" FOREIGN KEY ("institution_id", "staff_id") REFERENCES "staff"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "students" ADD CONSTRAINT "students_institution_id_campus_id_fkey" FOREIGN KEY ("institution_id", "campus_id") REFERENCES "campuses"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "students" ADD CONSTRAINT "students_institution_id_halqa_id_fkey" FOREIGN KEY ("institution_id", "halqa_id") REFERENCES "halqas"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "student_words" ADD CONSTRAINT "student_words_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "student_notes" ADD CONSTRAINT "student_notes_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_institution_id_halqa_id_fkey" FOREIGN KEY ("institution_id", "halqa_id") REFERENCES "halqas"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "placements" ADD CONSTRAINT "placements_institution_id_student_id_fkey" FOREIGN KEY ("institution_id", "student_id") REFERENCES "students"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- Closed lists and bounds: text with a CHECK, not enums (see schema.prisma).
ALTER TABLE "institutions" ADD CONSTRAINT "institutions_kind_check" CHECK (kind IN ('HIFZ', 'NURSERY', 'CLASSES'));
ALTER TABLE "institutions" ADD CONSTRAINT "institutions_status_check" CHECK (status IN ('OPEN', 'READ_ONLY', 'SUSPENDED'));
ALTER TABLE "institutions" ADD CONSTRAINT "institutions_weekly_holiday_check" CHECK (weekly_holiday BETWEEN 0 AND 6);
ALTER TABLE "institutions" ADD CONSTRAINT "institutions_hijri_offset_check" CHECK (hijri_offset BETWEEN -2 AND 2);
ALTER TABLE "institutions" ADD CONSTRAINT "institutions_mushaf_check" CHECK (mushaf IN ('madani15', 'indopak16', 'indopak15', 'indopak13'));
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_role_check" CHECK (role IN ('admin', 'campus_admin', 'teacher', 'examiner', 'accountant', 'guardian', 'student'));
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_campus_check" CHECK ((role = 'campus_admin') = (campus_id IS NOT NULL));
ALTER TABLE "users" ADD CONSTRAINT "users_identifier_check" CHECK (email IS NOT NULL OR phone IS NOT NULL);
ALTER TABLE "staff" ADD CONSTRAINT "staff_status_check" CHECK (status IN ('ACTIVE', 'LEFT'));
ALTER TABLE "staff_contacts" ADD CONSTRAINT "staff_contacts_kind_check" CHECK (kind IN ('PHONE', 'EMAIL'));
ALTER TABLE "guardian_contacts" ADD CONSTRAINT "guardian_contacts_kind_check" CHECK (kind IN ('PHONE', 'EMAIL'));
ALTER TABLE "guardian_contacts" ADD CONSTRAINT "guardian_contacts_phone_check" CHECK (kind <> 'PHONE' OR value ~ '^\+[0-9]{6,15}$');
ALTER TABLE "staff_contacts" ADD CONSTRAINT "staff_contacts_phone_check" CHECK (kind <> 'PHONE' OR value ~ '^\+[0-9]{6,15}$');
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_role_check" CHECK (role IN ('teacher', 'examiner', 'accountant', 'admin'));
ALTER TABLE "halqas" ADD CONSTRAINT "halqas_programme_check" CHECK (programme IN ('HIFZ', 'NAZRA', 'QAIDA', 'GIRDAAN'));
ALTER TABLE "halqas" ADD CONSTRAINT "halqas_session_check" CHECK (session IN ('FAJR', 'MORNING', 'AFTER_ZUHR', 'AFTER_ASR', 'MAGHRIB', 'AFTER_ISHA'));
ALTER TABLE "halqas" ADD CONSTRAINT "halqas_capacity_check" CHECK (capacity BETWEEN 1 AND 200);
ALTER TABLE "halqa_sessions" ADD CONSTRAINT "halqa_sessions_session_check" CHECK (session IN ('FAJR', 'MORNING', 'AFTER_ZUHR', 'AFTER_ASR', 'MAGHRIB', 'AFTER_ISHA'));
ALTER TABLE "students" ADD CONSTRAINT "students_programme_check" CHECK (programme IN ('HIFZ', 'NAZRA', 'QAIDA', 'GIRDAAN'));
ALTER TABLE "students" ADD CONSTRAINT "students_gender_check" CHECK (gender IN ('MALE', 'FEMALE'));
ALTER TABLE "students" ADD CONSTRAINT "students_status_check" CHECK (status IN ('ACTIVE', 'LEFT'));
ALTER TABLE "students" ADD CONSTRAINT "students_direction_check" CHECK (direction IN ('FORWARD', 'BACKWARD'));
ALTER TABLE "students" ADD CONSTRAINT "students_start_juz_check" CHECK (start_juz BETWEEN 1 AND 30);
ALTER TABLE "students" ADD CONSTRAINT "students_mushaf_check" CHECK (mushaf IN ('madani15', 'indopak16', 'indopak15', 'indopak13'));
ALTER TABLE "student_notes" ADD CONSTRAINT "student_notes_kind_check" CHECK (kind IN ('REMARK', 'HEALTH'));
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_programme_check" CHECK (programme IN ('HIFZ', 'NAZRA', 'QAIDA', 'GIRDAAN'));
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_dates_check" CHECK (to_date IS NULL OR to_date >= from_date);
ALTER TABLE "placements" ADD CONSTRAINT "placements_source_check" CHECK (source IN ('ENROLMENT', 'REGISTER', 'TEACHER'));
ALTER TABLE "guardians" ADD CONSTRAINT "guardians_language_check" CHECK (language IN ('en', 'ur', 'ar'));
ALTER TABLE "guardianships" ADD CONSTRAINT "guardianships_relation_check" CHECK (relation IN ('FATHER', 'MOTHER', 'GRANDPARENT', 'UNCLE_AUNT', 'SIBLING', 'OTHER'));
ALTER TABLE "consents" ADD CONSTRAINT "consents_kind_check" CHECK (kind IN ('ENROLMENT'));
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_check" CHECK (session IN ('FAJR', 'MORNING', 'AFTER_ZUHR', 'AFTER_ASR', 'MAGHRIB', 'AFTER_ISHA'));
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_status_check" CHECK (status IN ('PRESENT', 'LATE', 'ABSENT', 'LEAVE'));
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_reason_check" CHECK (reason IN ('ILLNESS', 'TRAVEL', 'FAMILY', 'HOLIDAY', 'UNEXCUSED'));
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_session_check" CHECK (session IN ('FAJR', 'MORNING', 'AFTER_ZUHR', 'AFTER_ASR', 'MAGHRIB', 'AFTER_ISHA'));
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_kind_check" CHECK (kind IN ('SABAQ', 'SABQI', 'MANZIL', 'GIRDAAN'));
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_grade_check" CHECK (grade IN ('EXCELLENT', 'GOOD', 'WEAK', 'REPEAT'));
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_listener_check" CHECK (listener IN ('TEACHER', 'SENIOR', 'GUARDIAN', 'EXAMINER', 'SELF'));
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_mistakes_check" CHECK (atak BETWEEN 0 AND 99 AND lahn_jali BETWEEN 0 AND 99 AND lahn_khafi BETWEEN 0 AND 99 AND tajweed BETWEEN 0 AND 99);
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_portions_check" CHECK (cardinality(portions) BETWEEN 2 AND 40 AND cardinality(portions) % 2 = 0 AND 1 <= ALL (portions) AND 6236 >= ALL (portions));
ALTER TABLE "placements" ADD CONSTRAINT "placements_portions_check" CHECK (cardinality(portions) % 2 = 0 AND 1 <= ALL (portions) AND 6236 >= ALL (portions));
ALTER TABLE "student_progress" ADD CONSTRAINT "student_progress_held_check" CHECK (held_ayahs BETWEEN 0 AND 6236);
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_kind_check" CHECK (kind IN ('DAILY_REPORT', 'ABSENCE_ALERT'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_channel_check" CHECK (channel IN ('LOCAL', 'WHATSAPP'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_language_check" CHECK (language IN ('en', 'ur', 'ar'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state_check" CHECK (state IN ('QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'SUPPRESSED'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_erased_check" CHECK (body IS NULL OR state IN ('QUEUED', 'SENT'));
ALTER TABLE "imports" ADD CONSTRAINT "imports_kind_check" CHECK (kind IN ('HALQAS', 'ASATIDHA', 'STUDENTS', 'DIARY'));
ALTER TABLE "imports" ADD CONSTRAINT "imports_state_check" CHECK (state IN ('UPLOADED', 'CHECKING', 'READY', 'COMMITTING', 'DONE', 'UNDOING', 'UNDONE', 'FAILED', 'DISCARDED'));
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_verdict_check" CHECK (verdict IN ('READY', 'WARNING', 'REFUSED', 'REVIEW'));
