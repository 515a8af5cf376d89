-- The audit trail: who opened a child's record, many entries in one call, and the proof that the chain is whole.
SET ROLE hifzpro_policy;

-- Sign-in, change of membership, sign-out: in the trail of the institution whose membership the session carries. A session
-- that still owes its second factor has entered nothing and is not noted; who has no membership has no institution.
CREATE OR REPLACE FUNCTION sec.note_session(token_hash text, action text) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE f record;
BEGIN
  SELECT m.institution_id, m.id, m.user_id, m.role, s.device INTO f FROM sessions s
  JOIN memberships m ON m.institution_id = s.institution_id AND m.id = s.membership_id AND m.user_id = s.user_id
  WHERE s.token_hash = note_session.token_hash AND (s.second_factor_at IS NOT NULL OR NOT sec.needs_factor(m.user_id, m.role));
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM sec.append(f.institution_id, f.user_id, f.role, note_session.action, 'membership', f.id,
    CASE WHEN f.device = '' THEN '{}' ELSE jsonb_build_object('device', f.device) END);
END $$;

CREATE OR REPLACE FUNCTION audit.append_many(entries jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e record;
BEGIN
  IF app.institution_id() IS NULL THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'no context'; END IF;
  FOR e IN SELECT * FROM ROWS FROM (jsonb_to_recordset(entries) AS (id uuid, action text, subject text, subject_id uuid, detail jsonb)) WITH ORDINALITY
    AS x(id, action, subject, subject_id, detail, n) ORDER BY n LOOP
    PERFORM sec.append(app.institution_id(), app.user_id(), app.role(), e.action, e.subject, e.subject_id, coalesce(e.detail, '{}') || sec.visit(), e.id);
  END LOOP;
END $$;

-- Every entry of an institution against the one before it. Broken: the first place where the count, the link or the
-- hash does not fit, or NULL. The head is what may be noted elsewhere: it covers all that came before.
CREATE OR REPLACE FUNCTION sec.verify(i uuid) RETURNS TABLE (entries bigint, broken bigint, head text, head_seq bigint, head_at timestamptz)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT v.entries, v.broken, l.hash, l.seq, l.at FROM (
    SELECT count(*) AS entries, min(c.place) FILTER (WHERE c.seq <> c.place OR c.previous_hash <> c.before OR c.hash <> c.proof) AS broken
    FROM (
      SELECT a.seq, a.hash, a.previous_hash, row_number() OVER w AS place, lag(a.hash, 1, '') OVER w AS before,
        sec.audit_hash(a.previous_hash, a.seq, a.institution_id, a.id, a.at, a.user_id, a.role, a.action, a.subject, a.subject_id, a.detail) AS proof
      FROM audit_entries a WHERE a.institution_id = i WINDOW w AS (ORDER BY a.seq)
    ) c
  ) v LEFT JOIN LATERAL (SELECT a.hash, a.seq, a.at FROM audit_entries a WHERE a.institution_id = i ORDER BY a.seq DESC LIMIT 1) l ON true
$$;

CREATE OR REPLACE FUNCTION audit.verify() RETURNS TABLE (entries bigint, broken bigint, head text, head_seq bigint, head_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app.role() IS DISTINCT FROM 'admin' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'refused'; END IF;
  RETURN QUERY SELECT * FROM sec.verify(app.institution_id());
END $$;

-- A child's record was opened: one row a day for this person. Whoever may not see the child leaves no trace and learns
-- nothing; guardians and jobs leave none at all.
CREATE OR REPLACE FUNCTION audit.view(child uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i uuid := app.institution_id(); r text := CASE app.role() WHEN 'support_write' THEN 'support' ELSE app.role() END; u uuid := app.user_id(); moment timestamptz := clock_timestamp();
BEGIN
  IF i IS NULL OR r IS NULL OR r NOT IN ('admin', 'campus_admin', 'teacher', 'examiner', 'accountant', 'support') THEN RETURN; END IF;
  INSERT INTO record_views AS v (institution_id, id, student_id, user_id, role, name, native_name, ticket, day, first_at, last_at)
  SELECT s.institution_id, gen_random_uuid(), s.id, u, r, p.name, p.native_name, coalesce(app.ctx()->>'ticket', ''),
    (moment AT TIME ZONE n.time_zone)::date, moment, moment
  FROM students s JOIN institutions n ON n.id = s.institution_id
  LEFT JOIN LATERAL (SELECT w.name, w.native_name FROM staff w WHERE w.institution_id = i AND w.user_id = u AND r <> 'support'
    ORDER BY w.status, w.id LIMIT 1) p ON true
  WHERE s.institution_id = i AND s.id = child AND CASE r
    WHEN 'admin' THEN true WHEN 'support' THEN true
    WHEN 'campus_admin' THEN s.campus_id = ANY (app.campus_ids())
    ELSE s.id = ANY (app.student_ids()) END
  ON CONFLICT (institution_id, student_id, day, user_id, role, ticket) DO UPDATE SET
    times = v.times + 1, last_at = excluded.last_at, name = excluded.name, native_name = excluded.native_name, updated_at = excluded.last_at;
END $$;
GRANT EXECUTE ON FUNCTION audit.append_many(jsonb), audit.view(uuid) TO hifzpro_app, hifzpro_support, hifzpro_support_write;
GRANT EXECUTE ON FUNCTION audit.verify() TO hifzpro_app;
RESET ROLE;
