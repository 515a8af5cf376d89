-- What is over is forgotten in its time (tests/attacks/security.md, "kept"). The worker asks once an hour; asking twice
-- changes nothing. Rows of an institution are erased by a job of its own system role, under its policies.
SET ROLE hifzpro_policy;

-- Links, codes, sessions and challenges that open nothing any more; what the demonstration's mailbox and phones showed.
CREATE OR REPLACE FUNCTION sec.forget_doors() RETURNS int LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE n int; gone int := 0; m timestamptz := clock_timestamp();
BEGIN
  DELETE FROM sessions s WHERE least(s.ended_at, s.expires_at) < m - interval '30 days';
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM sign_in_codes c WHERE c.expires_at < m - interval '1 day';
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM sign_in_slips l WHERE l.expires_at < m - interval '30 days';
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM password_resets r WHERE r.expires_at < m - interval '7 days';
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM factor_resets r WHERE r.expires_at < m - interval '30 days';
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM passkey_challenges p WHERE p.expires_at < m - interval '1 day';
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM totp_seeds t WHERE t.confirmed_at IS NULL AND t.created_at < m - interval '1 day';
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM recovery_codes c WHERE least(c.used_at, c.ended_at) < m - interval '90 days';
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM demo_mails d WHERE d.received_at < m - interval '30 days';
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  DELETE FROM demo_phone_messages d WHERE d.received_at < m - interval '30 days';
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN gone + n;
END $$;

-- Imports whose thirty days are over (as lib/imports/retention/rules.ts counts them): saved ones from then on cannot be
-- taken back, others were left lying. One whose saving or taking back came to no end goes back to where a person can try
-- again, and is forgotten in its time like the others.
CREATE OR REPLACE FUNCTION sec.forget_imports() RETURNS int LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE f record; payload jsonb; n int := 0;
BEGIN
  FOR f IN SELECT i.institution_id, i.id FROM imports i JOIN institutions o ON o.id = i.institution_id AND o.status = 'OPEN'
    WHERE i.erased_at IS NULL AND (
      (i.state IN ('DONE', 'UNDONE', 'UPLOADED', 'CHECKING', 'READY', 'FAILED')
        AND coalesce(i.undone_at, i.committed_at, i.updated_at) < clock_timestamp() - interval '30 days')
      OR (i.state IN ('COMMITTING', 'UNDOING') AND i.updated_at < clock_timestamp() - interval '1 day'))
    ORDER BY i.updated_at LIMIT 500 LOOP
    payload := jsonb_build_object('institution', f.institution_id, 'user', NULL, 'role', 'system', 'ids', jsonb_build_object('importId', f.id));
    PERFORM graphile_worker.hifzpro_add('imports.forget', (payload || jsonb_build_object('seal', sec.seal('imports.forget', payload)))::json,
      NULL, NULL, concat_ws(':', f.institution_id, 'imports.forget', f.id));
    n := n + 1;
  END LOOP;
  RETURN n;
END $$;

CREATE OR REPLACE FUNCTION auth.forget_over() RETURNS TABLE (doors int, imports int)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sec.forget_doors(), sec.forget_imports()
$$;
REVOKE ALL ON FUNCTION auth.forget_over() FROM PUBLIC, hifzpro_auth;
GRANT EXECUTE ON FUNCTION auth.forget_over() TO hifzpro_worker;
RESET ROLE;
