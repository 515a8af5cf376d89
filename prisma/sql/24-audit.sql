-- The audit trail: many entries in one call, and the proof that the chain is whole.
SET ROLE hifzpro_policy;

CREATE OR REPLACE FUNCTION audit.append_many(entries jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE e record;
BEGIN
  IF app.institution_id() IS NULL THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'no context'; END IF;
  FOR e IN SELECT * FROM ROWS FROM (jsonb_to_recordset(entries) AS (id uuid, action text, subject text, subject_id uuid, detail jsonb)) WITH ORDINALITY
    AS x(id, action, subject, subject_id, detail, n) ORDER BY n LOOP
    PERFORM sec.append(app.institution_id(), app.user_id(), app.role(), e.action, e.subject, e.subject_id, coalesce(e.detail, '{}'), e.id);
  END LOOP;
END $$;

-- Every entry of an institution against the one before it. Broken: the first place where the count, the link or the
-- hash does not fit, or NULL. The head is what may be noted elsewhere: it covers all that came before.
CREATE OR REPLACE FUNCTION sec.verify(i uuid) RETURNS TABLE (entries bigint, broken bigint, head text, head_seq bigint, head_at timestamptz)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH chain AS MATERIALIZED (
    SELECT a.seq, a.hash, a.at, row_number() OVER w AS place, lag(a.hash, 1, '') OVER w AS before,
      a.previous_hash, sec.audit_hash(a.previous_hash, a.seq, a.institution_id, a.id, a.at, a.user_id, a.role, a.action, a.subject, a.subject_id, a.detail) AS proof
    FROM audit_entries a WHERE a.institution_id = i WINDOW w AS (ORDER BY a.seq)
  ), last AS (SELECT c.* FROM chain c ORDER BY c.seq DESC LIMIT 1)
  SELECT (SELECT count(*) FROM chain),
    (SELECT min(c.place) FROM chain c WHERE c.seq <> c.place OR c.previous_hash <> c.before OR c.hash <> c.proof),
    (SELECT l.hash FROM last l), (SELECT l.seq FROM last l), (SELECT l.at FROM last l)
$$;

CREATE OR REPLACE FUNCTION audit.verify() RETURNS TABLE (entries bigint, broken bigint, head text, head_seq bigint, head_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app.role() IS DISTINCT FROM 'admin' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'refused'; END IF;
  RETURN QUERY SELECT * FROM sec.verify(app.institution_id());
END $$;
GRANT EXECUTE ON FUNCTION audit.append_many(jsonb), audit.verify() TO hifzpro_app;
RESET ROLE;
