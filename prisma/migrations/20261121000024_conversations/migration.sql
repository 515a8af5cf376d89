-- AlterTable
ALTER TABLE "institution_settings" ADD COLUMN     "conversations" JSONB;

-- CreateTable
CREATE TABLE "conversations" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "guardian_id" UUID NOT NULL,
    "desk" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'OPEN',
    "school_unread" BOOLEAN NOT NULL DEFAULT false,
    "family_unread" BOOLEAN NOT NULL DEFAULT false,
    "school_read_at" TIMESTAMPTZ(3),
    "family_read_at" TIMESTAMPTZ(3),
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_side" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "conversation_messages" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "guardian_id" UUID NOT NULL,
    "desk" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_messages_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateTable
CREATE TABLE "conversation_notes" (
    "institution_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "student_id" UUID NOT NULL,
    "campus_id" UUID NOT NULL,
    "desk" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_notes_pkey" PRIMARY KEY ("institution_id","id")
);

-- CreateIndex
CREATE INDEX "conversations_institution_id_school_unread_desk_idx" ON "conversations"("institution_id", "school_unread", "desk");

-- CreateIndex
CREATE INDEX "conversations_institution_id_last_at_idx" ON "conversations"("institution_id", "last_at");

-- CreateIndex
CREATE INDEX "conversations_institution_id_guardian_id_last_at_idx" ON "conversations"("institution_id", "guardian_id", "last_at");

-- CreateIndex
CREATE INDEX "conversations_institution_id_student_id_last_at_idx" ON "conversations"("institution_id", "student_id", "last_at");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_institution_id_id_student_id_guardian_id_desk_key" ON "conversations"("institution_id", "id", "student_id", "guardian_id", "desk");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_institution_id_id_student_id_desk_key" ON "conversations"("institution_id", "id", "student_id", "desk");

-- CreateIndex
CREATE INDEX "conversation_messages_institution_id_conversation_id_create_idx" ON "conversation_messages"("institution_id", "conversation_id", "created_at");

-- CreateIndex
CREATE INDEX "conversation_notes_institution_id_conversation_id_created_a_idx" ON "conversation_notes"("institution_id", "conversation_id", "created_at");

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_institution_id_guardian_id_fkey" FOREIGN KEY ("institution_id", "guardian_id") REFERENCES "guardians"("institution_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_institution_id_conversation_id_stude_fkey" FOREIGN KEY ("institution_id", "conversation_id", "student_id", "guardian_id", "desk") REFERENCES "conversations"("institution_id", "id", "student_id", "guardian_id", "desk") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "conversation_notes" ADD CONSTRAINT "conversation_notes_institution_id_conversation_id_student__fkey" FOREIGN KEY ("institution_id", "conversation_id", "student_id", "desk") REFERENCES "conversations"("institution_id", "id", "student_id", "desk") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "conversation_notes" ADD CONSTRAINT "conversation_notes_institution_id_campus_id_student_id_fkey" FOREIGN KEY ("institution_id", "campus_id", "student_id") REFERENCES "students"("institution_id", "campus_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

ALTER TABLE "conversations" ADD CONSTRAINT "conversations_desk_check" CHECK (desk IN ('OFFICE', 'USTADH'));
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_state_check" CHECK (state IN ('OPEN', 'CLOSED'));
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_side_check" CHECK (last_side IN ('FAMILY', 'SCHOOL'));
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_subject_check" CHECK (length(subject) BETWEEN 1 AND 120);
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_desk_check" CHECK (desk IN ('OFFICE', 'USTADH'));
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_side_check" CHECK (side = CASE role WHEN 'guardian' THEN 'FAMILY' ELSE 'SCHOOL' END);
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_role_check" CHECK (role IN ('admin', 'campus_admin', 'teacher', 'guardian'));
ALTER TABLE "conversation_messages" ADD CONSTRAINT "conversation_messages_body_check" CHECK (length(body) BETWEEN 1 AND 4000);
ALTER TABLE "conversation_notes" ADD CONSTRAINT "conversation_notes_desk_check" CHECK (desk IN ('OFFICE', 'USTADH'));
ALTER TABLE "conversation_notes" ADD CONSTRAINT "conversation_notes_role_check" CHECK (role IN ('admin', 'campus_admin', 'teacher'));
ALTER TABLE "conversation_notes" ADD CONSTRAINT "conversation_notes_body_check" CHECK (length(body) BETWEEN 1 AND 2000);

-- Nobody writes in another's name, nor changes what was said: the database stamps the author from the context, and the
-- office's right to update is for the campus that goes with the child. Without a context there is no person: a restore.
CREATE FUNCTION "stamp_words"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF app.role() IS NULL THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.body, NEW.author_id, NEW.role, NEW.conversation_id, NEW.created_at) IS DISTINCT FROM (OLD.body, OLD.author_id, OLD.role, OLD.conversation_id, OLD.created_at) THEN
      RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'what was said stays';
    END IF;
    RETURN NEW;
  END IF;
  NEW.author_id := app.user_id();
  NEW.role := app.role();
  IF TG_TABLE_NAME = 'conversation_messages' THEN
    NEW.side := CASE app.role() WHEN 'guardian' THEN 'FAMILY' ELSE 'SCHOOL' END;
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION "stamp_words"() FROM PUBLIC;
CREATE TRIGGER "stamp_words" BEFORE INSERT OR UPDATE ON "conversation_messages" FOR EACH ROW EXECUTE FUNCTION "stamp_words"();
CREATE TRIGGER "stamp_words" BEFORE INSERT OR UPDATE ON "conversation_notes" FOR EACH ROW EXECUTE FUNCTION "stamp_words"();

-- Whoever has a stream open hears that something changed: ids and nothing else, for every login may listen. Each stream
-- then asks anew what it may see (lib/notifications/live).
CREATE FUNCTION "tell_conversation"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('hifzpro_live', concat_ws(' ', 'conversation', NEW.institution_id, NEW.id, NEW.guardian_id, NEW.student_id));
  RETURN NULL;
END $$;
-- A session that ended, went elsewhere, or a membership that changed: the streams of that person are looked at again.
CREATE FUNCTION "tell_person"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_notify('hifzpro_live', concat_ws(' ', 'person', NEW.user_id));
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION "tell_conversation"(), "tell_person"() FROM PUBLIC;
CREATE TRIGGER "tell_conversation" AFTER INSERT OR UPDATE ON "conversations" FOR EACH ROW EXECUTE FUNCTION "tell_conversation"();
CREATE TRIGGER "tell_person" AFTER UPDATE ON "memberships" FOR EACH ROW EXECUTE FUNCTION "tell_person"();
CREATE TRIGGER "tell_person" AFTER UPDATE OF "ended_at", "membership_id", "token_hash" ON "sessions" FOR EACH ROW EXECUTE FUNCTION "tell_person"();
