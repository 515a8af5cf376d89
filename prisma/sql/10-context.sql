-- The context of a transaction: issued here, signed with a key that no login can read, read by every policy.
SET ROLE hifzpro_policy;
ALTER DEFAULT PRIVILEGES FOR ROLE hifzpro_policy REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE SCHEMA IF NOT EXISTS sec;
CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA IF NOT EXISTS auth;
CREATE SCHEMA IF NOT EXISTS audit;
CREATE SCHEMA IF NOT EXISTS limits;
GRANT USAGE ON SCHEMA app TO hifzpro_app, hifzpro_owner;
GRANT USAGE ON SCHEMA auth TO hifzpro_auth, hifzpro_worker;
GRANT USAGE ON SCHEMA audit TO hifzpro_app;
GRANT USAGE ON SCHEMA limits TO hifzpro_auth;

CREATE TABLE IF NOT EXISTS sec.key (id boolean PRIMARY KEY DEFAULT true CHECK (id), k bytea NOT NULL);
INSERT INTO sec.key (k) VALUES (public.gen_random_bytes(32)) ON CONFLICT DO NOTHING;

-- Rate limits (rate-limiter-flexible): hashed keys, no tenant data.
CREATE TABLE IF NOT EXISTS limits.bucket (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
GRANT SELECT, INSERT, UPDATE, DELETE ON limits.bucket TO hifzpro_auth;

-- head.signature.ids: the head is signed and carries the digest of the ids, so that a policy which asks for the
-- institution alone need not read the long lists. Every statement asks several times: what is here is dear.
CREATE OR REPLACE FUNCTION app.ctx() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t text := current_setting('app.ctx', true);
  p text;
  signing bytea;
  c jsonb;
BEGIN
  IF (t <> '') IS NOT TRUE THEN RETURN NULL; END IF;
  p := split_part(t, '.', 1);
  SELECT k INTO signing FROM sec.key;
  IF encode(public.hmac(p::bytea, signing, 'sha256'), 'hex') IS DISTINCT FROM split_part(t, '.', 2) THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'context refused';
  END IF;
  c := convert_from(decode(p, 'base64'), 'utf8')::jsonb;
  IF coalesce((c->>'x')::float8, 0) < extract(epoch FROM transaction_timestamp()) THEN
    RAISE EXCEPTION USING ERRCODE = 'HP001', MESSAGE = 'context expired';
  END IF;
  -- A support visit has no context before this transaction is noted in the chain (25-support.sql): no audit row, no data.
  IF c ? 'grant' AND NOT coalesce(current_setting('app.noted', true) = sec.noted(), false) THEN RETURN NULL; END IF;
  RETURN c;
END $$;

-- One of the lists of ids, by its place in the third part; a list that is not the one the head was signed for is refused.
CREATE OR REPLACE FUNCTION app.ids(place int) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c jsonb := app.ctx();
  lists text;
BEGIN
  IF c IS NULL THEN RETURN '{}'; END IF;
  lists := split_part(current_setting('app.ctx', true), '.', 3);
  IF encode(sha256(convert_to(lists, 'utf8')), 'hex') IS DISTINCT FROM c->>'ids' THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'context refused';
  END IF;
  RETURN split_part(lists, '|', place)::uuid[];
END $$;

CREATE OR REPLACE FUNCTION app.institution_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT (app.ctx()->>'i')::uuid $$;
CREATE OR REPLACE FUNCTION app.role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app.ctx()->>'r' $$;
CREATE OR REPLACE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT (app.ctx()->>'u')::uuid $$;
CREATE OR REPLACE FUNCTION app.student_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app.ids(1) $$;
CREATE OR REPLACE FUNCTION app.halqa_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app.ids(2) $$;
CREATE OR REPLACE FUNCTION app.guardian_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app.ids(3) $$;
CREATE OR REPLACE FUNCTION app.staff_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app.ids(4) $$;
CREATE OR REPLACE FUNCTION app.campus_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app.ids(5) $$;
-- A guardian's number or address as the context's role is shown it: HifzPro support on a visit that only looks reads the
-- last four digits, enough to tell two apart. One that may correct needs the whole, and each change is listed.
CREATE OR REPLACE FUNCTION app.contact(value text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN (SELECT app.role()) IS DISTINCT FROM 'support' THEN value
    WHEN value LIKE '%@%' THEN '•••@' || split_part(value, '@', 2) ELSE '•••' || right(value, 4) END
$$;
-- Whom a notice may be for: everybody of the institution, of a campus, of a halqa.
CREATE OR REPLACE FUNCTION app.audience_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT app.institution_id() || app.campus_ids() || app.halqa_ids() $$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO hifzpro_app;

-- The ids a role may see, from the link tables, as of now. Its plans are made once a connection: planning anew for the
-- lists at hand takes longer than every read. Only functions of this login call it. A support visit brings
-- its grant and ticket, and its context ends with it.
DROP FUNCTION IF EXISTS sec.context(uuid, uuid, text, uuid);
CREATE OR REPLACE FUNCTION sec.context(i uuid, u uuid, r text, campus uuid, visit jsonb DEFAULT '{}', until timestamptz DEFAULT 'infinity') RETURNS text LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  students uuid[] := '{}'; halqas_ uuid[] := '{}'; guardians_ uuid[] := '{}'; staff_ uuid[] := '{}'; campuses_ uuid[] := '{}';
  p text; lists text;
BEGIN
  IF r = 'teacher' THEN
    SELECT array_agg(s.id) INTO staff_ FROM staff s WHERE s.institution_id = i AND s.user_id = u AND s.status = 'ACTIVE';
    SELECT array_agg(DISTINCT t.halqa_id) INTO halqas_ FROM halqa_teachers t
      WHERE t.institution_id = i AND t.staff_id = ANY (staff_) AND t.to_date IS NULL;
    SELECT array_agg(s.id), array_agg(DISTINCT s.campus_id) INTO students, campuses_ FROM students s
      WHERE s.institution_id = i AND s.halqa_id = ANY (halqas_) AND s.status = 'ACTIVE';
    SELECT array_agg(DISTINCT g.guardian_id) INTO guardians_ FROM guardianships g
      WHERE g.institution_id = i AND g.student_id = ANY (students);
    SELECT array_agg(DISTINCT h.campus_id) INTO campuses_ FROM halqas h WHERE h.institution_id = i AND h.id = ANY (halqas_);
  ELSIF r = 'guardian' THEN
    SELECT array_agg(g.id) INTO guardians_ FROM guardians g WHERE g.institution_id = i AND g.user_id = u;
    SELECT array_agg(DISTINCT g.student_id) INTO students FROM guardianships g
      WHERE g.institution_id = i AND g.guardian_id = ANY (guardians_);
    SELECT array_agg(DISTINCT s.halqa_id) FILTER (WHERE s.halqa_id IS NOT NULL), array_agg(DISTINCT s.campus_id) INTO halqas_, campuses_
      FROM students s WHERE s.institution_id = i AND s.id = ANY (students);
    SELECT array_agg(DISTINCT t.staff_id) INTO staff_ FROM halqa_teachers t
      WHERE t.institution_id = i AND t.halqa_id = ANY (halqas_) AND t.to_date IS NULL;
  ELSIF r = 'examiner' THEN
    -- The children of the queue, and of the last month's tests of this examiner; never those whom this person teaches.
    SELECT array_agg(s.id), array_agg(DISTINCT s.halqa_id) FILTER (WHERE s.halqa_id IS NOT NULL) INTO students, halqas_ FROM students s
      WHERE s.institution_id = i AND s.id IN (SELECT t.student_id FROM jaiza_tests t WHERE t.institution_id = i
          AND (t.state = 'WAITING' OR (t.examiner_id = u AND t.updated_at > now() - interval '31 days')))
        AND NOT EXISTS (SELECT 1 FROM halqa_teachers h JOIN staff f ON f.institution_id = i AND f.id = h.staff_id
          WHERE h.institution_id = i AND h.halqa_id = s.halqa_id AND h.to_date IS NULL AND f.user_id = u AND f.status = 'ACTIVE');
  ELSIF r = 'campus_admin' THEN
    campuses_ := ARRAY[campus];
    SELECT array_agg(h.id) INTO halqas_ FROM halqas h WHERE h.institution_id = i AND h.campus_id = campus;
    SELECT array_agg(DISTINCT t.staff_id) INTO staff_ FROM halqa_teachers t WHERE t.institution_id = i AND t.halqa_id = ANY (halqas_);
    SELECT array_agg(DISTINCT g.guardian_id) INTO guardians_ FROM guardianships g WHERE g.institution_id = i AND g.campus_id = campus;
  END IF;
  lists := concat_ws('|', coalesce(students, '{}'), coalesce(halqas_, '{}'), coalesce(guardians_, '{}'), coalesce(staff_, '{}'), coalesce(campuses_, '{}'));
  p := replace(encode(convert_to((visit || jsonb_build_object('i', i, 'u', u, 'r', r, 'ids', encode(sha256(convert_to(lists, 'utf8')), 'hex'),
    'x', extract(epoch FROM least(clock_timestamp() + interval '30 seconds', until))))::text, 'utf8'), 'base64'), E'\n', '');
  RETURN p || '.' || encode(public.hmac(p::bytea, (SELECT k FROM sec.key), 'sha256'), 'hex') || '.' || lists;
END $$;

-- The hash of an entry covers the one before it and every column, as JSON: no separator, no time zone, no empty value
-- that could be read in two ways.
CREATE OR REPLACE FUNCTION sec.audit_hash(previous text, seq bigint, i uuid, id uuid, at timestamptz, u uuid, r text, action text, subject text, subject_id uuid, detail jsonb)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(previous, seq, i, id, floor(extract(epoch FROM at) * 1000)::bigint, u, r, action,
    subject, subject_id, detail)::text, 'utf8')), 'hex')
$$;

-- The one way into the chain, also for definer functions that have no context yet (sign-in, support). Last in a
-- transaction: it holds the institution's chain until commit. Without statistics (a young table) the planner would read
-- all entries and sort them to find the last one; with sorting off only the index by seq is left.
CREATE OR REPLACE FUNCTION sec.append(i uuid, u uuid, r text, action text, subject text, subject_id uuid, detail jsonb, id uuid DEFAULT gen_random_uuid())
RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp SET enable_sort = off AS $$
DECLARE previous record; moment timestamptz; next bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || i::text, 0));
  SELECT a.seq, a.hash INTO previous FROM audit_entries a WHERE a.institution_id = i ORDER BY a.seq DESC LIMIT 1;
  moment := date_trunc('milliseconds', clock_timestamp());
  -- Whether a visit may write is a matter of the policies; in the trail it is HifzPro support either way.
  IF r = 'support_write' THEN r := 'support'; END IF;
  next := coalesce(previous.seq, 0) + 1;
  INSERT INTO audit_entries (institution_id, id, seq, at, user_id, role, action, subject, subject_id, detail, previous_hash, hash)
  VALUES (i, append.id, next, moment, u, r, append.action, append.subject, append.subject_id, append.detail, coalesce(previous.hash, ''),
    sec.audit_hash(coalesce(previous.hash, ''), next, i, append.id, moment, u, r, append.action, append.subject, append.subject_id, append.detail));
END $$;

CREATE OR REPLACE FUNCTION audit.append(id uuid, action text, subject text, subject_id uuid, detail jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app.institution_id() IS NULL THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'no context'; END IF;
  PERFORM sec.append(app.institution_id(), app.user_id(), app.role(), append.action, append.subject, append.subject_id, append.detail || sec.visit(), append.id);
END $$;
GRANT EXECUTE ON FUNCTION audit.append(uuid, text, text, uuid, jsonb) TO hifzpro_app;
RESET ROLE;
