-- Generated from lib/core/auth/tables.ts by `npm run policies`; a test fails when stale. Dialect: bare.
SET ROLE hifzpro_owner;
CREATE FUNCTION pg_temp.fence(t text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE p record;
BEGIN
  EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
  FOR p IN SELECT polname FROM pg_policy WHERE polrelid = format('public.%I', t)::regclass LOOP
    EXECUTE format('DROP POLICY %I ON public.%I', p.polname, t);
  END LOOP;
  EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, hifzpro_app, hifzpro_support, hifzpro_support_write, hifzpro_auth, hifzpro_worker, hifzpro_policy', t);
END $$;
-- By column: a row never changes its institution, its id or its birth; a secret is not read.
CREATE FUNCTION pg_temp.grant_columns(t text, verb text, login text, without text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE (SELECT format('GRANT %s (%s) ON public.%I TO %I', verb, string_agg(quote_ident(attname), ', ' ORDER BY attnum), t, login)
    FROM pg_attribute WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0 AND NOT attisdropped
    AND attname <> ALL (without));
END $$;

-- institutions
SELECT pg_temp.fence('institutions');
GRANT SELECT ON institutions TO hifzpro_app;
SELECT pg_temp.grant_columns('institutions', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON institutions TO hifzpro_support;
GRANT SELECT ON institutions TO hifzpro_support_write;
CREATE POLICY app_select ON institutions FOR SELECT TO hifzpro_app USING (id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN true WHEN 'teacher' THEN true WHEN 'examiner' THEN true WHEN 'guardian' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_update ON institutions FOR UPDATE TO hifzpro_app USING (id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON institutions FOR SELECT TO hifzpro_support USING (id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON institutions FOR SELECT TO hifzpro_support_write USING (id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT, INSERT, UPDATE ON institutions TO hifzpro_policy;
CREATE POLICY definer_select ON institutions FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON institutions FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON institutions FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- institution_settings
SELECT pg_temp.fence('institution_settings');
GRANT SELECT, INSERT ON institution_settings TO hifzpro_app;
SELECT pg_temp.grant_columns('institution_settings', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON institution_settings TO hifzpro_support;
GRANT SELECT ON institution_settings TO hifzpro_support_write;
CREATE POLICY app_select ON institution_settings FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN true WHEN 'teacher' THEN true WHEN 'examiner' THEN true WHEN 'guardian' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON institution_settings FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON institution_settings FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON institution_settings FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON institution_settings FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- memberships
SELECT pg_temp.fence('memberships');
GRANT SELECT ON memberships TO hifzpro_app;
CREATE POLICY app_select ON memberships FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN user_id = app.user_id() WHEN 'guardian' THEN user_id = app.user_id() WHEN 'system' THEN true ELSE false END);
GRANT SELECT, INSERT, UPDATE ON memberships TO hifzpro_policy;
CREATE POLICY definer_select ON memberships FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON memberships FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON memberships FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- campuses
SELECT pg_temp.fence('campuses');
GRANT SELECT, INSERT, DELETE ON campuses TO hifzpro_app;
SELECT pg_temp.grant_columns('campuses', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON campuses TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON campuses TO hifzpro_support_write;
SELECT pg_temp.grant_columns('campuses', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON campuses FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN id = ANY (app.campus_ids()::uuid[]) WHEN 'guardian' THEN id = ANY (app.campus_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON campuses FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON campuses FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON campuses FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON campuses FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON campuses FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON campuses FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON campuses FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON campuses FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT ON campuses TO hifzpro_policy;
CREATE POLICY definer_select ON campuses FOR SELECT TO hifzpro_policy USING (true);

-- staff
SELECT pg_temp.fence('staff');
GRANT SELECT, INSERT, DELETE ON staff TO hifzpro_app;
SELECT pg_temp.grant_columns('staff', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON staff TO hifzpro_support;
GRANT SELECT ON staff TO hifzpro_support_write;
CREATE POLICY app_select ON staff FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN id = ANY (app.staff_ids()::uuid[]) WHEN 'teacher' THEN id = ANY (app.staff_ids()::uuid[]) WHEN 'guardian' THEN id = ANY (app.staff_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON staff FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON staff FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON staff FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON staff FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON staff FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT, INSERT, UPDATE ON staff TO hifzpro_policy;
CREATE POLICY definer_select ON staff FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON staff FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON staff FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- staff_contacts
SELECT pg_temp.fence('staff_contacts');
GRANT SELECT, INSERT, DELETE ON staff_contacts TO hifzpro_app;
SELECT pg_temp.grant_columns('staff_contacts', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON staff_contacts TO hifzpro_support;
GRANT SELECT ON staff_contacts TO hifzpro_support_write;
CREATE POLICY app_select ON staff_contacts FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN staff_id = ANY (app.staff_ids()::uuid[]) WHEN 'teacher' THEN staff_id = ANY (app.staff_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON staff_contacts FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON staff_contacts FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON staff_contacts FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON staff_contacts FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON staff_contacts FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT ON staff_contacts TO hifzpro_policy;
CREATE POLICY definer_select ON staff_contacts FOR SELECT TO hifzpro_policy USING (true);

-- staff_invitations
SELECT pg_temp.fence('staff_invitations');
GRANT SELECT, INSERT, DELETE ON staff_invitations TO hifzpro_app;
SELECT pg_temp.grant_columns('staff_invitations', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
SELECT pg_temp.grant_columns('staff_invitations', 'SELECT', 'hifzpro_support', '{token_hash}');
SELECT pg_temp.grant_columns('staff_invitations', 'SELECT', 'hifzpro_support_write', '{token_hash}');
CREATE POLICY app_select ON staff_invitations FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_insert ON staff_invitations FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON staff_invitations FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON staff_invitations FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON staff_invitations FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON staff_invitations FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT, UPDATE ON staff_invitations TO hifzpro_policy;
CREATE POLICY definer_select ON staff_invitations FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_update ON staff_invitations FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- halqas
SELECT pg_temp.fence('halqas');
GRANT SELECT, INSERT, DELETE ON halqas TO hifzpro_app;
SELECT pg_temp.grant_columns('halqas', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON halqas TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON halqas TO hifzpro_support_write;
SELECT pg_temp.grant_columns('halqas', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON halqas FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN id = ANY (app.halqa_ids()::uuid[]) WHEN 'examiner' THEN id = ANY (app.halqa_ids()::uuid[]) WHEN 'guardian' THEN id = ANY (app.halqa_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON halqas FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON halqas FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON halqas FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON halqas FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON halqas FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON halqas FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON halqas FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON halqas FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT ON halqas TO hifzpro_policy;
CREATE POLICY definer_select ON halqas FOR SELECT TO hifzpro_policy USING (true);

-- halqa_teachers
SELECT pg_temp.fence('halqa_teachers');
GRANT SELECT, INSERT, DELETE ON halqa_teachers TO hifzpro_app;
SELECT pg_temp.grant_columns('halqa_teachers', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON halqa_teachers TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON halqa_teachers TO hifzpro_support_write;
SELECT pg_temp.grant_columns('halqa_teachers', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON halqa_teachers FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN halqa_id = ANY (app.halqa_ids()::uuid[]) WHEN 'teacher' THEN halqa_id = ANY (app.halqa_ids()::uuid[]) WHEN 'guardian' THEN halqa_id = ANY (app.halqa_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON halqa_teachers FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON halqa_teachers FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON halqa_teachers FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON halqa_teachers FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON halqa_teachers FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON halqa_teachers FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON halqa_teachers FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON halqa_teachers FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT ON halqa_teachers TO hifzpro_policy;
CREATE POLICY definer_select ON halqa_teachers FOR SELECT TO hifzpro_policy USING (true);

-- halqa_sessions
SELECT pg_temp.fence('halqa_sessions');
GRANT SELECT, INSERT, DELETE ON halqa_sessions TO hifzpro_app;
SELECT pg_temp.grant_columns('halqa_sessions', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON halqa_sessions TO hifzpro_support;
GRANT SELECT ON halqa_sessions TO hifzpro_support_write;
CREATE POLICY app_select ON halqa_sessions FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN halqa_id = ANY (app.halqa_ids()::uuid[]) WHEN 'guardian' THEN halqa_id = ANY (app.halqa_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON halqa_sessions FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN halqa_id = ANY (app.halqa_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON halqa_sessions FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN halqa_id = ANY (app.halqa_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN halqa_id = ANY (app.halqa_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON halqa_sessions FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON halqa_sessions FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON halqa_sessions FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- students
SELECT pg_temp.fence('students');
GRANT SELECT, INSERT, DELETE ON students TO hifzpro_app;
SELECT pg_temp.grant_columns('students', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON students TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON students TO hifzpro_support_write;
SELECT pg_temp.grant_columns('students', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON students FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON students FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON students FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON students FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON students FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON students FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON students FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON students FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON students FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT ON students TO hifzpro_policy;
CREATE POLICY definer_select ON students FOR SELECT TO hifzpro_policy USING (true);

-- student_words
SELECT pg_temp.fence('student_words');
GRANT SELECT, INSERT, DELETE ON student_words TO hifzpro_app;
SELECT pg_temp.grant_columns('student_words', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON student_words TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON student_words TO hifzpro_support_write;
SELECT pg_temp.grant_columns('student_words', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON student_words FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON student_words FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON student_words FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON student_words FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON student_words FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON student_words FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON student_words FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON student_words FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON student_words FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- student_notes
SELECT pg_temp.fence('student_notes');
GRANT SELECT, INSERT, DELETE ON student_notes TO hifzpro_app;
SELECT pg_temp.grant_columns('student_notes', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON student_notes TO hifzpro_support;
GRANT SELECT ON student_notes TO hifzpro_support_write;
CREATE POLICY app_select ON student_notes FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_insert ON student_notes FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON student_notes FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON student_notes FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
GRANT SELECT, UPDATE ON student_notes TO hifzpro_policy;
CREATE POLICY definer_select ON student_notes FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_update ON student_notes FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- enrolments
SELECT pg_temp.fence('enrolments');
GRANT SELECT, INSERT, DELETE ON enrolments TO hifzpro_app;
SELECT pg_temp.grant_columns('enrolments', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON enrolments TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON enrolments TO hifzpro_support_write;
SELECT pg_temp.grant_columns('enrolments', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON enrolments FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON enrolments FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON enrolments FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON enrolments FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON enrolments FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON enrolments FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON enrolments FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON enrolments FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON enrolments FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- placements
SELECT pg_temp.fence('placements');
GRANT SELECT, INSERT, DELETE ON placements TO hifzpro_app;
SELECT pg_temp.grant_columns('placements', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON placements TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON placements TO hifzpro_support_write;
SELECT pg_temp.grant_columns('placements', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON placements FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON placements FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON placements FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON placements FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON placements FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON placements FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON placements FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON placements FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON placements FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- guardians
SELECT pg_temp.fence('guardians');
GRANT SELECT, INSERT, DELETE ON guardians TO hifzpro_app;
SELECT pg_temp.grant_columns('guardians', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON guardians TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON guardians TO hifzpro_support_write;
SELECT pg_temp.grant_columns('guardians', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON guardians FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN id = ANY (app.guardian_ids()::uuid[]) WHEN 'teacher' THEN id = ANY (app.guardian_ids()::uuid[]) WHEN 'guardian' THEN id = ANY (app.guardian_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON guardians FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON guardians FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_delete ON guardians FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON guardians FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON guardians FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON guardians FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON guardians FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON guardians FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT, UPDATE ON guardians TO hifzpro_policy;
CREATE POLICY definer_select ON guardians FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_update ON guardians FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- guardian_contacts
SELECT pg_temp.fence('guardian_contacts');
GRANT SELECT, INSERT, DELETE ON guardian_contacts TO hifzpro_app;
SELECT pg_temp.grant_columns('guardian_contacts', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON guardian_contacts TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON guardian_contacts TO hifzpro_support_write;
SELECT pg_temp.grant_columns('guardian_contacts', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON guardian_contacts FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON guardian_contacts FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON guardian_contacts FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON guardian_contacts FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON guardian_contacts FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON guardian_contacts FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON guardian_contacts FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON guardian_contacts FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON guardian_contacts FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT ON guardian_contacts TO hifzpro_policy;
CREATE POLICY definer_select ON guardian_contacts FOR SELECT TO hifzpro_policy USING (true);

-- guardian_words
SELECT pg_temp.fence('guardian_words');
GRANT SELECT, INSERT, DELETE ON guardian_words TO hifzpro_app;
SELECT pg_temp.grant_columns('guardian_words', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON guardian_words TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON guardian_words TO hifzpro_support_write;
SELECT pg_temp.grant_columns('guardian_words', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON guardian_words FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON guardian_words FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON guardian_words FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON guardian_words FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON guardian_words FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON guardian_words FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON guardian_words FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON guardian_words FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON guardian_words FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- guardianships
SELECT pg_temp.fence('guardianships');
GRANT SELECT, INSERT, DELETE ON guardianships TO hifzpro_app;
SELECT pg_temp.grant_columns('guardianships', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON guardianships TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON guardianships TO hifzpro_support_write;
SELECT pg_temp.grant_columns('guardianships', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON guardianships FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON guardianships FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON guardianships FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON guardianships FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON guardianships FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON guardianships FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON guardianships FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON guardianships FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON guardianships FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT ON guardianships TO hifzpro_policy;
CREATE POLICY definer_select ON guardianships FOR SELECT TO hifzpro_policy USING (true);

-- consents
SELECT pg_temp.fence('consents');
GRANT SELECT, INSERT, DELETE ON consents TO hifzpro_app;
SELECT pg_temp.grant_columns('consents', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON consents TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON consents TO hifzpro_support_write;
SELECT pg_temp.grant_columns('consents', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON consents FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON consents FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON consents FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON consents FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON consents FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON consents FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON consents FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON consents FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON consents FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- attendance
SELECT pg_temp.fence('attendance');
GRANT SELECT, INSERT, DELETE ON attendance TO hifzpro_app;
SELECT pg_temp.grant_columns('attendance', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON attendance TO hifzpro_support;
GRANT SELECT ON attendance TO hifzpro_support_write;
CREATE POLICY app_select ON attendance FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON attendance FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON attendance FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON attendance FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON attendance FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON attendance FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- lessons
SELECT pg_temp.fence('lessons');
GRANT SELECT, INSERT, DELETE ON lessons TO hifzpro_app;
SELECT pg_temp.grant_columns('lessons', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON lessons TO hifzpro_support;
GRANT SELECT ON lessons TO hifzpro_support_write;
CREATE POLICY app_select ON lessons FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON lessons FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON lessons FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON lessons FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY support_select ON lessons FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON lessons FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- lesson_mistakes
SELECT pg_temp.fence('lesson_mistakes');
GRANT SELECT, INSERT, DELETE ON lesson_mistakes TO hifzpro_app;
SELECT pg_temp.grant_columns('lesson_mistakes', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON lesson_mistakes TO hifzpro_support;
GRANT SELECT ON lesson_mistakes TO hifzpro_support_write;
CREATE POLICY app_select ON lesson_mistakes FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON lesson_mistakes FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON lesson_mistakes FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON lesson_mistakes FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON lesson_mistakes FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON lesson_mistakes FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- memory_units
SELECT pg_temp.fence('memory_units');
GRANT SELECT, INSERT, DELETE ON memory_units TO hifzpro_app;
SELECT pg_temp.grant_columns('memory_units', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON memory_units TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON memory_units TO hifzpro_support_write;
SELECT pg_temp.grant_columns('memory_units', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON memory_units FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON memory_units FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON memory_units FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON memory_units FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY support_select ON memory_units FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON memory_units FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON memory_units FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON memory_units FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON memory_units FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- revision_plans
SELECT pg_temp.fence('revision_plans');
GRANT SELECT, INSERT, DELETE ON revision_plans TO hifzpro_app;
SELECT pg_temp.grant_columns('revision_plans', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON revision_plans TO hifzpro_support;
GRANT SELECT ON revision_plans TO hifzpro_support_write;
CREATE POLICY app_select ON revision_plans FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON revision_plans FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON revision_plans FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON revision_plans FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON revision_plans FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON revision_plans FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- student_progress
SELECT pg_temp.fence('student_progress');
GRANT SELECT, INSERT, DELETE ON student_progress TO hifzpro_app;
SELECT pg_temp.grant_columns('student_progress', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON student_progress TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON student_progress TO hifzpro_support_write;
SELECT pg_temp.grant_columns('student_progress', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON student_progress FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON student_progress FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON student_progress FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON student_progress FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON student_progress FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON student_progress FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON student_progress FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON student_progress FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON student_progress FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- term_marks
SELECT pg_temp.fence('term_marks');
GRANT SELECT, INSERT, DELETE ON term_marks TO hifzpro_app;
SELECT pg_temp.grant_columns('term_marks', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON term_marks TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON term_marks TO hifzpro_support_write;
SELECT pg_temp.grant_columns('term_marks', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON term_marks FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON term_marks FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON term_marks FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON term_marks FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON term_marks FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON term_marks FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON term_marks FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON term_marks FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON term_marks FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- reading_records
SELECT pg_temp.fence('reading_records');
GRANT SELECT, INSERT, DELETE ON reading_records TO hifzpro_app;
SELECT pg_temp.grant_columns('reading_records', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON reading_records TO hifzpro_support;
GRANT SELECT ON reading_records TO hifzpro_support_write;
CREATE POLICY app_select ON reading_records FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON reading_records FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON reading_records FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON reading_records FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON reading_records FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON reading_records FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- reading_steps
SELECT pg_temp.fence('reading_steps');
GRANT SELECT, INSERT, DELETE ON reading_steps TO hifzpro_app;
SELECT pg_temp.grant_columns('reading_steps', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON reading_steps TO hifzpro_support;
GRANT SELECT ON reading_steps TO hifzpro_support_write;
CREATE POLICY app_select ON reading_steps FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON reading_steps FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON reading_steps FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON reading_steps FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON reading_steps FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON reading_steps FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- care_words
SELECT pg_temp.fence('care_words');
GRANT SELECT, INSERT, DELETE ON care_words TO hifzpro_app;
SELECT pg_temp.grant_columns('care_words', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON care_words FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON care_words FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON care_words FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON care_words FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);

-- conversations
SELECT pg_temp.fence('conversations');
GRANT SELECT, INSERT ON conversations TO hifzpro_app;
SELECT pg_temp.grant_columns('conversations', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON conversations FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) AND desk = 'USTADH' WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) AND student_id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON conversations FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) AND desk = 'USTADH' WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) AND student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON conversations FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) AND desk = 'USTADH' WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) AND student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) AND desk = 'USTADH' WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) AND student_id = ANY (app.student_ids()::uuid[]) ELSE false END);

-- conversation_messages
SELECT pg_temp.fence('conversation_messages');
GRANT SELECT, INSERT ON conversation_messages TO hifzpro_app;
SELECT pg_temp.grant_columns('conversation_messages', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON conversation_messages FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) AND desk = 'USTADH' WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) AND student_id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON conversation_messages FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) AND desk = 'USTADH' WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) AND student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON conversation_messages FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);

-- conversation_notes
SELECT pg_temp.fence('conversation_notes');
GRANT SELECT, INSERT ON conversation_notes TO hifzpro_app;
SELECT pg_temp.grant_columns('conversation_notes', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON conversation_notes FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) AND desk = 'USTADH' ELSE false END);
CREATE POLICY app_insert ON conversation_notes FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) AND desk = 'USTADH' ELSE false END);
CREATE POLICY app_update ON conversation_notes FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);

-- notices
SELECT pg_temp.fence('notices');
GRANT SELECT, INSERT, DELETE ON notices TO hifzpro_app;
SELECT pg_temp.grant_columns('notices', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON notices FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN audience_id = ANY (app.audience_ids()::uuid[]) WHEN 'teacher' THEN audience_id = ANY (app.audience_ids()::uuid[]) AND published_at IS NOT NULL AND to_staff WHEN 'guardian' THEN audience_id = ANY (app.audience_ids()::uuid[]) AND published_at IS NOT NULL AND to_families AND app.student_ids() <> '{}'::uuid[] WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON notices FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON notices FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_delete ON notices FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) ELSE false END);

-- notice_receipts
SELECT pg_temp.fence('notice_receipts');
GRANT SELECT, INSERT ON notice_receipts TO hifzpro_app;
SELECT pg_temp.grant_columns('notice_receipts', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON notice_receipts FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN staff_id = ANY (app.staff_ids()::uuid[]) WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON notice_receipts FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_update ON notice_receipts FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN staff_id = ANY (app.staff_ids()::uuid[]) WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN staff_id = ANY (app.staff_ids()::uuid[]) WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);

-- push_subscriptions
SELECT pg_temp.fence('push_subscriptions');
GRANT SELECT, INSERT, DELETE ON push_subscriptions TO hifzpro_app;
SELECT pg_temp.grant_columns('push_subscriptions', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON push_subscriptions FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN user_id = app.user_id() WHEN 'campus_admin' THEN user_id = app.user_id() WHEN 'teacher' THEN user_id = app.user_id() WHEN 'guardian' THEN user_id = app.user_id() WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON push_subscriptions FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN user_id = app.user_id() WHEN 'campus_admin' THEN user_id = app.user_id() WHEN 'teacher' THEN user_id = app.user_id() WHEN 'guardian' THEN user_id = app.user_id() WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_update ON push_subscriptions FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN user_id = app.user_id() WHEN 'campus_admin' THEN user_id = app.user_id() WHEN 'teacher' THEN user_id = app.user_id() WHEN 'guardian' THEN user_id = app.user_id() WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN user_id = app.user_id() WHEN 'campus_admin' THEN user_id = app.user_id() WHEN 'teacher' THEN user_id = app.user_id() WHEN 'guardian' THEN user_id = app.user_id() WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_delete ON push_subscriptions FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN user_id = app.user_id() WHEN 'campus_admin' THEN user_id = app.user_id() WHEN 'teacher' THEN user_id = app.user_id() WHEN 'guardian' THEN user_id = app.user_id() WHEN 'system' THEN true ELSE false END);
GRANT SELECT, UPDATE ON push_subscriptions TO hifzpro_policy;
CREATE POLICY definer_select ON push_subscriptions FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_update ON push_subscriptions FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- deliveries
SELECT pg_temp.fence('deliveries');
GRANT SELECT, INSERT ON deliveries TO hifzpro_app;
SELECT pg_temp.grant_columns('deliveries', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON deliveries TO hifzpro_support;
GRANT SELECT ON deliveries TO hifzpro_support_write;
CREATE POLICY app_select ON deliveries FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'guardian' THEN guardian_id = ANY (app.guardian_ids()::uuid[]) AND student_id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON deliveries FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_update ON deliveries FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'system' THEN true ELSE false END);
CREATE POLICY support_select ON deliveries FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON deliveries FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- message_channels
SELECT pg_temp.fence('message_channels');
GRANT SELECT, INSERT ON message_channels TO hifzpro_app;
SELECT pg_temp.grant_columns('message_channels', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
SELECT pg_temp.grant_columns('message_channels', 'SELECT', 'hifzpro_support', '{token,app_secret,hook_hash,hook}');
SELECT pg_temp.grant_columns('message_channels', 'SELECT', 'hifzpro_support_write', '{token,app_secret,hook_hash,hook}');
CREATE POLICY app_select ON message_channels FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON message_channels FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_update ON message_channels FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY support_select ON message_channels FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON message_channels FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT, UPDATE ON message_channels TO hifzpro_policy;
CREATE POLICY definer_select ON message_channels FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_update ON message_channels FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- message_templates
SELECT pg_temp.fence('message_templates');
GRANT SELECT, INSERT, DELETE ON message_templates TO hifzpro_app;
SELECT pg_temp.grant_columns('message_templates', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON message_templates TO hifzpro_support;
GRANT SELECT ON message_templates TO hifzpro_support_write;
CREATE POLICY app_select ON message_templates FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON message_templates FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_update ON message_templates FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_delete ON message_templates FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON message_templates FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON message_templates FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- message_numbers
SELECT pg_temp.fence('message_numbers');
GRANT SELECT, INSERT ON message_numbers TO hifzpro_app;
SELECT pg_temp.grant_columns('message_numbers', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON message_numbers TO hifzpro_support;
GRANT SELECT ON message_numbers TO hifzpro_support_write;
CREATE POLICY app_select ON message_numbers FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON message_numbers FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_update ON message_numbers FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY support_select ON message_numbers FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON message_numbers FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT, UPDATE ON message_numbers TO hifzpro_policy;
CREATE POLICY definer_select ON message_numbers FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_update ON message_numbers FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- message_events
SELECT pg_temp.fence('message_events');
GRANT SELECT ON message_events TO hifzpro_app;
SELECT pg_temp.grant_columns('message_events', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON message_events TO hifzpro_support;
GRANT SELECT ON message_events TO hifzpro_support_write;
CREATE POLICY app_select ON message_events FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_update ON message_events FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'system' THEN true ELSE false END);
GRANT SELECT, INSERT, DELETE ON message_events TO hifzpro_policy;
CREATE POLICY definer_select ON message_events FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON message_events FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_delete ON message_events FOR DELETE TO hifzpro_policy USING (true);

-- imports
SELECT pg_temp.fence('imports');
GRANT SELECT, INSERT, DELETE ON imports TO hifzpro_app;
SELECT pg_temp.grant_columns('imports', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON imports FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON imports FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON imports FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_delete ON imports FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
GRANT SELECT ON imports TO hifzpro_policy;
CREATE POLICY definer_select ON imports FOR SELECT TO hifzpro_policy USING (true);

-- import_files
SELECT pg_temp.fence('import_files');
GRANT SELECT, INSERT, DELETE ON import_files TO hifzpro_app;
SELECT pg_temp.grant_columns('import_files', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON import_files FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON import_files FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON import_files FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON import_files FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);

-- import_rows
SELECT pg_temp.fence('import_rows');
GRANT SELECT, INSERT, DELETE ON import_rows TO hifzpro_app;
SELECT pg_temp.grant_columns('import_rows', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
CREATE POLICY app_select ON import_rows FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON import_rows FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_update ON import_rows FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_delete ON import_rows FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'system' THEN true ELSE false END);

-- jaiza_tests
SELECT pg_temp.fence('jaiza_tests');
GRANT SELECT, INSERT, DELETE ON jaiza_tests TO hifzpro_app;
SELECT pg_temp.grant_columns('jaiza_tests', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON jaiza_tests TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON jaiza_tests TO hifzpro_support_write;
SELECT pg_temp.grant_columns('jaiza_tests', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON jaiza_tests FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON jaiza_tests FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON jaiza_tests FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON jaiza_tests FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON jaiza_tests FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON jaiza_tests FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON jaiza_tests FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON jaiza_tests FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON jaiza_tests FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
GRANT SELECT ON jaiza_tests TO hifzpro_policy;
CREATE POLICY definer_select ON jaiza_tests FOR SELECT TO hifzpro_policy USING (true);

-- jaiza_papers
SELECT pg_temp.fence('jaiza_papers');
GRANT SELECT, INSERT, DELETE ON jaiza_papers TO hifzpro_app;
SELECT pg_temp.grant_columns('jaiza_papers', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON jaiza_papers TO hifzpro_support;
GRANT SELECT ON jaiza_papers TO hifzpro_support_write;
CREATE POLICY app_select ON jaiza_papers FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON jaiza_papers FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON jaiza_papers FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON jaiza_papers FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);

-- jaiza_results
SELECT pg_temp.fence('jaiza_results');
GRANT SELECT, INSERT, DELETE ON jaiza_results TO hifzpro_app;
SELECT pg_temp.grant_columns('jaiza_results', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON jaiza_results TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON jaiza_results TO hifzpro_support_write;
SELECT pg_temp.grant_columns('jaiza_results', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON jaiza_results FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) WHEN 'system' THEN true ELSE false END);
CREATE POLICY app_insert ON jaiza_results FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_update ON jaiza_results FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'examiner' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_delete ON jaiza_results FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON jaiza_results FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON jaiza_results FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON jaiza_results FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON jaiza_results FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON jaiza_results FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- sabaq_bands
SELECT pg_temp.fence('sabaq_bands');
GRANT SELECT, INSERT, DELETE ON sabaq_bands TO hifzpro_app;
SELECT pg_temp.grant_columns('sabaq_bands', 'UPDATE', 'hifzpro_app', '{institution_id,id,created_at}');
GRANT SELECT ON sabaq_bands TO hifzpro_support;
GRANT SELECT, INSERT, DELETE ON sabaq_bands TO hifzpro_support_write;
SELECT pg_temp.grant_columns('sabaq_bands', 'UPDATE', 'hifzpro_support_write', '{institution_id,id,created_at}');
CREATE POLICY app_select ON sabaq_bands FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'campus_admin' THEN campus_id = ANY (app.campus_ids()::uuid[]) WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
CREATE POLICY app_insert ON sabaq_bands FOR INSERT TO hifzpro_app WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'teacher' THEN student_id = ANY (app.student_ids()::uuid[]) AND state = 'PROPOSED' ELSE false END);
CREATE POLICY app_update ON sabaq_bands FOR UPDATE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY app_delete ON sabaq_bands FOR DELETE TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
CREATE POLICY support_select ON sabaq_bands FOR SELECT TO hifzpro_support USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support' THEN true ELSE false END);
CREATE POLICY support_write_select ON sabaq_bands FOR SELECT TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_insert ON sabaq_bands FOR INSERT TO hifzpro_support_write WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_update ON sabaq_bands FOR UPDATE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END) WITH CHECK (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);
CREATE POLICY support_write_delete ON sabaq_bands FOR DELETE TO hifzpro_support_write USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'support_write' THEN true ELSE false END);

-- record_views
SELECT pg_temp.fence('record_views');
GRANT SELECT ON record_views TO hifzpro_app;
CREATE POLICY app_select ON record_views FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true WHEN 'guardian' THEN student_id = ANY (app.student_ids()::uuid[]) ELSE false END);
GRANT SELECT, INSERT, UPDATE ON record_views TO hifzpro_policy;
CREATE POLICY definer_select ON record_views FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON record_views FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON record_views FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- support_grants
SELECT pg_temp.fence('support_grants');
GRANT SELECT ON support_grants TO hifzpro_app;
CREATE POLICY app_select ON support_grants FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
GRANT SELECT, INSERT, UPDATE ON support_grants TO hifzpro_policy;
CREATE POLICY definer_select ON support_grants FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON support_grants FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON support_grants FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- audit_entries
SELECT pg_temp.fence('audit_entries');
GRANT SELECT ON audit_entries TO hifzpro_app;
CREATE POLICY app_select ON audit_entries FOR SELECT TO hifzpro_app USING (institution_id = app.institution_id() AND CASE app.role() WHEN 'admin' THEN true ELSE false END);
GRANT SELECT, INSERT ON audit_entries TO hifzpro_policy;
CREATE POLICY definer_select ON audit_entries FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON audit_entries FOR INSERT TO hifzpro_policy WITH CHECK (true);

-- users
SELECT pg_temp.fence('users');
GRANT SELECT, INSERT, UPDATE ON users TO hifzpro_policy;
CREATE POLICY definer_select ON users FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON users FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON users FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- sessions
SELECT pg_temp.fence('sessions');
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO hifzpro_policy;
CREATE POLICY definer_select ON sessions FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON sessions FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON sessions FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON sessions FOR DELETE TO hifzpro_policy USING (true);

-- sign_in_codes
SELECT pg_temp.fence('sign_in_codes');
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_codes TO hifzpro_policy;
CREATE POLICY definer_select ON sign_in_codes FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON sign_in_codes FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON sign_in_codes FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON sign_in_codes FOR DELETE TO hifzpro_policy USING (true);

-- sign_in_slips
SELECT pg_temp.fence('sign_in_slips');
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_slips TO hifzpro_policy;
CREATE POLICY definer_select ON sign_in_slips FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON sign_in_slips FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON sign_in_slips FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON sign_in_slips FOR DELETE TO hifzpro_policy USING (true);

-- demo_phone_messages
SELECT pg_temp.fence('demo_phone_messages');
GRANT SELECT, INSERT, UPDATE, DELETE ON demo_phone_messages TO hifzpro_policy;
CREATE POLICY definer_select ON demo_phone_messages FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON demo_phone_messages FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON demo_phone_messages FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON demo_phone_messages FOR DELETE TO hifzpro_policy USING (true);

-- demo_mails
SELECT pg_temp.fence('demo_mails');
GRANT SELECT, INSERT, UPDATE, DELETE ON demo_mails TO hifzpro_policy;
CREATE POLICY definer_select ON demo_mails FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON demo_mails FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON demo_mails FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON demo_mails FOR DELETE TO hifzpro_policy USING (true);

-- password_resets
SELECT pg_temp.fence('password_resets');
GRANT SELECT, INSERT, UPDATE, DELETE ON password_resets TO hifzpro_policy;
CREATE POLICY definer_select ON password_resets FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON password_resets FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON password_resets FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON password_resets FOR DELETE TO hifzpro_policy USING (true);

-- data_keys
SELECT pg_temp.fence('data_keys');
GRANT SELECT, INSERT, UPDATE ON data_keys TO hifzpro_policy;
CREATE POLICY definer_select ON data_keys FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON data_keys FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON data_keys FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- totp_seeds
SELECT pg_temp.fence('totp_seeds');
GRANT SELECT, INSERT, UPDATE, DELETE ON totp_seeds TO hifzpro_policy;
CREATE POLICY definer_select ON totp_seeds FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON totp_seeds FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON totp_seeds FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON totp_seeds FOR DELETE TO hifzpro_policy USING (true);

-- recovery_codes
SELECT pg_temp.fence('recovery_codes');
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_codes TO hifzpro_policy;
CREATE POLICY definer_select ON recovery_codes FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON recovery_codes FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON recovery_codes FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON recovery_codes FOR DELETE TO hifzpro_policy USING (true);

-- passkeys
SELECT pg_temp.fence('passkeys');
GRANT SELECT, INSERT, UPDATE ON passkeys TO hifzpro_policy;
CREATE POLICY definer_select ON passkeys FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON passkeys FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON passkeys FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

-- passkey_challenges
SELECT pg_temp.fence('passkey_challenges');
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey_challenges TO hifzpro_policy;
CREATE POLICY definer_select ON passkey_challenges FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON passkey_challenges FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON passkey_challenges FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON passkey_challenges FOR DELETE TO hifzpro_policy USING (true);

-- factor_resets
SELECT pg_temp.fence('factor_resets');
GRANT SELECT, INSERT, UPDATE, DELETE ON factor_resets TO hifzpro_policy;
CREATE POLICY definer_select ON factor_resets FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON factor_resets FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON factor_resets FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);
CREATE POLICY definer_delete ON factor_resets FOR DELETE TO hifzpro_policy USING (true);

-- support_staff
SELECT pg_temp.fence('support_staff');
GRANT SELECT, INSERT, UPDATE ON support_staff TO hifzpro_policy;
CREATE POLICY definer_select ON support_staff FOR SELECT TO hifzpro_policy USING (true);
CREATE POLICY definer_insert ON support_staff FOR INSERT TO hifzpro_policy WITH CHECK (true);
CREATE POLICY definer_update ON support_staff FOR UPDATE TO hifzpro_policy USING (true) WITH CHECK (true);

DROP FUNCTION pg_temp.fence(text);
DROP FUNCTION pg_temp.grant_columns(text, text, text, text[]);
RESET ROLE;
