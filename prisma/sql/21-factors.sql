-- Second factors: authenticators (TOTP), recovery codes, passkeys. Login hifzpro_auth runs these; codes are checked by
-- the app, which alone can open a seed, and taken here, once.
SET ROLE hifzpro_policy;
DROP FUNCTION IF EXISTS auth.open_session(text, uuid, interval);

CREATE OR REPLACE FUNCTION sec.has_factor(u uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM public.totp_seeds t WHERE t.user_id = u AND t.confirmed_at IS NOT NULL AND t.ended_at IS NULL)
    OR EXISTS (SELECT 1 FROM public.passkeys p WHERE p.user_id = u AND p.ended_at IS NULL)
$$;

-- The office and HifzPro's own people always; others once they chose to have one.
CREATE OR REPLACE FUNCTION sec.needs_factor(u uuid, r text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(r IN ('admin', 'campus_admin', 'support'), false) OR sec.has_factor(u)
$$;

-- A session whose first proof was good and that is not over. One that still owes its second proof lives an hour. One that
-- an office's slip began is none (sec.bound_session).
CREATE OR REPLACE FUNCTION sec.half_session(token_hash text)
RETURNS TABLE (user_id uuid, institution_id uuid, membership_id uuid, role text, stands boolean, owes boolean, second_factor_at timestamptz)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE s record; r text := sec.session_role(half_session.token_hash);
BEGIN
  SELECT x.* INTO s FROM sessions x WHERE x.token_hash = half_session.token_hash AND x.bound_to IS NULL AND x.ended_at IS NULL
    AND x.expires_at > clock_timestamp() AND sec.fresh(r, x.login_at, x.seen_at);
  IF NOT FOUND THEN RETURN; END IF;
  owes := s.second_factor_at IS NULL AND sec.needs_factor(s.user_id, r);
  IF owes AND s.login_at < clock_timestamp() - interval '1 hour' THEN RETURN; END IF;
  RETURN QUERY SELECT s.user_id, s.institution_id, s.membership_id, r,
    EXISTS (SELECT 1 FROM sec.memberships_of(s.user_id) m WHERE m.membership_id = s.membership_id AND m.institution_id = s.institution_id),
    owes, s.second_factor_at;
END $$;

-- The role that a session is in: that of its membership, or HifzPro's own.
CREATE OR REPLACE FUNCTION sec.session_role(token_hash text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(m.role, (SELECT 'support' FROM public.support_staff p WHERE p.user_id = s.user_id AND p.ended_at IS NULL))
  FROM public.sessions s LEFT JOIN public.memberships m ON m.institution_id = s.institution_id AND m.id = s.membership_id
  WHERE s.token_hash = session_role.token_hash
$$;

-- What a session lacks before it may enter: over, a first factor to set up, its factor, a choice, nothing; HifzPro's own
-- people wait outside every institution; one begun by a slip lacks nothing and is at home in its one house alone.
CREATE OR REPLACE FUNCTION auth.session_state(token_hash text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE s record;
BEGIN
  SELECT * INTO s FROM sec.half_session(session_state.token_hash);
  IF NOT FOUND THEN RETURN CASE WHEN EXISTS (SELECT 1 FROM sec.bound_session(session_state.token_hash)) THEN 'slip' ELSE 'over' END; END IF;
  IF s.owes THEN RETURN CASE WHEN sec.has_factor(s.user_id) THEN 'factor' ELSE 'set-up' END; END IF;
  IF s.role = 'support' THEN RETURN 'support'; END IF;
  IF s.stands THEN RETURN 'ready'; END IF;
  RETURN 'choose';
END $$;

-- Whose session this is; user_of (20-auth.sql) answers only when nothing is owed.
CREATE OR REPLACE FUNCTION auth.half_user_of(token_hash text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.user_id FROM sec.half_session(half_user_of.token_hash) s
$$;

CREATE OR REPLACE FUNCTION auth.user_of(token_hash text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.user_id FROM sec.half_session(user_of.token_hash) s WHERE NOT s.owes
$$;

-- Whether the second proof is younger than so many minutes: dangerous changes ask for it again.
CREATE OR REPLACE FUNCTION auth.factor_fresh(token_hash text, minutes int) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT s.second_factor_at > clock_timestamp() - make_interval(mins => minutes)
    FROM sec.half_session(factor_fresh.token_hash) s), false)
$$;

-- The second proof was good: the session is whole, under a new token (a token known before the proof is worth nothing),
-- and a slow reset that somebody asked for is off.
CREATE OR REPLACE FUNCTION auth.pass_second_factor(token_hash text, new_hash text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE before record; now_hash text := coalesce(new_hash, pass_second_factor.token_hash);
BEGIN
  SELECT * INTO before FROM sec.half_session(pass_second_factor.token_hash);
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE sessions s SET second_factor_at = clock_timestamp(), challenge = NULL, challenge_until = NULL, token_hash = now_hash
    WHERE s.token_hash = pass_second_factor.token_hash;
  UPDATE factor_resets r SET cancelled_at = clock_timestamp() WHERE r.user_id = before.user_id AND r.used_at IS NULL AND r.cancelled_at IS NULL;
  -- Only now has it entered; one that owed nothing was noted when it was opened.
  IF before.owes THEN PERFORM sec.note_session(now_hash, 'session.opened'); END IF;
  RETURN true;
END $$;

-- What a person has, for the pages that show it and the checks that need the seed.
CREATE OR REPLACE FUNCTION auth.factors_of(token_hash text)
RETURNS TABLE (user_id uuid, email text, role text, owes boolean, seed_id uuid, sealed text, last_step bigint, since timestamptz, codes_left int, passkeys jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.user_id, coalesce(u.email, u.phone), s.role, s.owes, t.id, t.sealed, t.last_step, t.confirmed_at,
    (SELECT count(*)::int FROM recovery_codes c WHERE c.user_id = s.user_id AND c.used_at IS NULL AND c.ended_at IS NULL),
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'credentialId', p.credential_id, 'transports', p.transports, 'name', p.name,
        'createdAt', p.created_at, 'lastUsedAt', p.last_used_at) ORDER BY p.created_at)
      FROM passkeys p WHERE p.user_id = s.user_id AND p.ended_at IS NULL), '[]')
  FROM sec.half_session(factors_of.token_hash) s JOIN users u ON u.id = s.user_id
  LEFT JOIN totp_seeds t ON t.user_id = s.user_id AND t.confirmed_at IS NOT NULL AND t.ended_at IS NULL
$$;

-- Set-up is for who owes one and has none, or for a session that passed its factor: a half session adds nothing to an
-- account that is protected already.
CREATE OR REPLACE FUNCTION sec.may_enrol(token_hash text) RETURNS uuid LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT s.user_id FROM sec.half_session(may_enrol.token_hash) s
  WHERE s.second_factor_at IS NOT NULL OR NOT sec.has_factor(s.user_id)
$$;

-- A seed waits to be confirmed; the one that waited before is over. The same one again while it is young, so that a page
-- loaded twice shows one QR.
CREATE OR REPLACE FUNCTION auth.begin_totp(token_hash text, id uuid, sealed text) RETURNS TABLE (seed_id uuid, seed text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid := sec.may_enrol(begin_totp.token_hash);
BEGIN
  IF u IS NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('factor:' || u::text, 0));
  RETURN QUERY SELECT t.id, t.sealed FROM totp_seeds t WHERE t.user_id = u AND t.confirmed_at IS NULL AND t.ended_at IS NULL
    AND t.created_at > clock_timestamp() - interval '1 hour';
  IF FOUND THEN RETURN; END IF;
  UPDATE totp_seeds t SET ended_at = clock_timestamp(), sealed = '' WHERE t.user_id = u AND t.confirmed_at IS NULL AND t.ended_at IS NULL;
  INSERT INTO totp_seeds (id, user_id, sealed) VALUES (begin_totp.id, u, begin_totp.sealed);
  RETURN QUERY SELECT begin_totp.id, begin_totp.sealed;
END $$;

CREATE OR REPLACE FUNCTION auth.waiting_totp(token_hash text) RETURNS TABLE (seed_id uuid, seed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.sealed FROM totp_seeds t WHERE t.user_id = sec.may_enrol(waiting_totp.token_hash) AND t.confirmed_at IS NULL AND t.ended_at IS NULL
    AND t.created_at > clock_timestamp() - interval '1 hour'
$$;

-- Who changed what of an account, in the chain of every institution where the person has a place now.
CREATE OR REPLACE FUNCTION sec.note_factor(u uuid, action text, detail jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE m record;
BEGIN
  FOR m IN SELECT DISTINCT ON (x.institution_id) x.institution_id, x.role FROM sec.memberships_of(u) x ORDER BY x.institution_id LOOP
    PERFORM sec.append(m.institution_id, u, m.role, note_factor.action, 'person', u, note_factor.detail);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION auth.confirm_totp(token_hash text, new_hash text, seed uuid, step bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid := sec.may_enrol(confirm_totp.token_hash);
BEGIN
  IF u IS NULL THEN RETURN false; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('factor:' || u::text, 0));
  PERFORM 1 FROM totp_seeds t WHERE t.id = seed AND t.user_id = u AND t.confirmed_at IS NULL AND t.ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE totp_seeds t SET ended_at = clock_timestamp(), sealed = '' WHERE t.user_id = u AND t.confirmed_at IS NOT NULL AND t.ended_at IS NULL;
  UPDATE totp_seeds t SET confirmed_at = clock_timestamp(), last_step = step WHERE t.id = seed;
  PERFORM auth.pass_second_factor(confirm_totp.token_hash, confirm_totp.new_hash);
  PERFORM sec.note_factor(u, 'factors.added', '{"kind":"totp"}');
  RETURN true;
END $$;

-- A step that was taken, or an earlier one, is refused: a code that somebody read over a shoulder opens nothing.
CREATE OR REPLACE FUNCTION auth.pass_totp(token_hash text, new_hash text, seed uuid, step bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid := auth.half_user_of(pass_totp.token_hash);
BEGIN
  UPDATE totp_seeds t SET last_step = step WHERE t.id = seed AND t.user_id = u AND t.confirmed_at IS NOT NULL AND t.ended_at IS NULL AND t.last_step < step;
  IF NOT FOUND THEN RETURN false; END IF;
  RETURN auth.pass_second_factor(pass_totp.token_hash, pass_totp.new_hash);
END $$;

CREATE OR REPLACE FUNCTION auth.pass_recovery(token_hash text, new_hash text, code_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid := auth.half_user_of(pass_recovery.token_hash);
BEGIN
  UPDATE recovery_codes c SET used_at = clock_timestamp() WHERE c.user_id = u AND c.code_hash = pass_recovery.code_hash AND c.used_at IS NULL AND c.ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM auth.pass_second_factor(pass_recovery.token_hash, pass_recovery.new_hash);
  PERFORM sec.note_factor(u, 'factors.recovered');
  RETURN true;
END $$;

-- New codes end the old ones; only a session that passed its factor makes any.
CREATE OR REPLACE FUNCTION auth.renew_recovery_codes(token_hash text, code_hashes text[]) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid;
BEGIN
  SELECT s.user_id INTO u FROM sec.half_session(renew_recovery_codes.token_hash) s WHERE s.second_factor_at IS NOT NULL AND sec.has_factor(s.user_id);
  IF u IS NULL THEN RETURN false; END IF;
  UPDATE recovery_codes c SET ended_at = clock_timestamp() WHERE c.user_id = u AND c.ended_at IS NULL;
  INSERT INTO recovery_codes (id, user_id, code_hash) SELECT gen_random_uuid(), u, h FROM unnest(code_hashes) h;
  PERFORM sec.note_factor(u, 'factors.codesRenewed');
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION auth.put_challenge(token_hash text, challenge text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE sessions s SET challenge = put_challenge.challenge, challenge_until = clock_timestamp() + interval '5 minutes'
    WHERE s.token_hash = put_challenge.token_hash AND auth.half_user_of(put_challenge.token_hash) IS NOT NULL;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION auth.take_challenge(token_hash text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c record;
BEGIN
  SELECT s.challenge, s.challenge_until INTO c FROM sessions s WHERE s.token_hash = take_challenge.token_hash AND s.challenge IS NOT NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE sessions s SET challenge = NULL, challenge_until = NULL WHERE s.token_hash = take_challenge.token_hash;
  RETURN CASE WHEN c.challenge_until > clock_timestamp() THEN c.challenge END;
END $$;

CREATE OR REPLACE FUNCTION auth.put_open_challenge(id uuid, challenge text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO passkey_challenges (id, challenge, expires_at) VALUES (put_open_challenge.id, put_open_challenge.challenge, clock_timestamp() + interval '5 minutes')
$$;

CREATE OR REPLACE FUNCTION auth.take_open_challenge(challenge text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE passkey_challenges c SET used_at = clock_timestamp() WHERE c.challenge = take_open_challenge.challenge AND c.used_at IS NULL AND c.expires_at > clock_timestamp();
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION auth.add_passkey(token_hash text, new_hash text, id uuid, credential_id text, public_key text, counter bigint, transports text, name text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid := sec.may_enrol(add_passkey.token_hash);
BEGIN
  IF u IS NULL THEN RETURN false; END IF;
  INSERT INTO passkeys (id, user_id, credential_id, public_key, counter, transports, name)
    VALUES (add_passkey.id, u, add_passkey.credential_id, add_passkey.public_key, add_passkey.counter, add_passkey.transports, add_passkey.name)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM auth.pass_second_factor(add_passkey.token_hash, add_passkey.new_hash);
  PERFORM sec.note_factor(u, 'factors.added', '{"kind":"passkey"}');
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION auth.passkey(credential_id text) RETURNS TABLE (id uuid, user_id uuid, public_key text, counter bigint, transports text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.user_id, p.public_key, p.counter, p.transports FROM passkeys p WHERE p.credential_id = passkey.credential_id AND p.ended_at IS NULL
$$;

-- A counter that does not grow tells of a copied key; keys that never count stay at 0.
CREATE OR REPLACE FUNCTION auth.use_passkey(id uuid, counter bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE passkeys p SET counter = use_passkey.counter, last_used_at = clock_timestamp() WHERE p.id = use_passkey.id AND p.ended_at IS NULL
    AND (p.counter < use_passkey.counter OR (p.counter = 0 AND use_passkey.counter = 0));
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION auth.pass_passkey(token_hash text, new_hash text, id uuid, counter bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM passkeys p WHERE p.id = pass_passkey.id AND p.user_id = auth.half_user_of(pass_passkey.token_hash);
  IF NOT FOUND OR NOT auth.use_passkey(pass_passkey.id, pass_passkey.counter) THEN RETURN false; END IF;
  RETURN auth.pass_second_factor(pass_passkey.token_hash, pass_passkey.new_hash);
END $$;

-- Takes an authenticator or a passkey away. The last one of somebody who needs one stays: 'last'.
CREATE OR REPLACE FUNCTION auth.remove_factor(token_hash text, id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid; kind text; left_over int;
BEGIN
  SELECT s.user_id INTO u FROM sec.half_session(remove_factor.token_hash) s WHERE s.second_factor_at IS NOT NULL;
  IF u IS NULL THEN RETURN 'refused'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('factor:' || u::text, 0));
  SELECT x.kind INTO kind FROM (
    SELECT 'totp' AS kind FROM totp_seeds t WHERE t.id = remove_factor.id AND t.user_id = u AND t.confirmed_at IS NOT NULL AND t.ended_at IS NULL
    UNION ALL SELECT 'passkey' FROM passkeys p WHERE p.id = remove_factor.id AND p.user_id = u AND p.ended_at IS NULL) x;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  SELECT (SELECT count(*) FROM totp_seeds t WHERE t.user_id = u AND t.confirmed_at IS NOT NULL AND t.ended_at IS NULL AND t.id <> remove_factor.id)
    + (SELECT count(*) FROM passkeys p WHERE p.user_id = u AND p.ended_at IS NULL AND p.id <> remove_factor.id) INTO left_over;
  IF left_over = 0 AND sec.must_have_factor(u) THEN RETURN 'last'; END IF;
  UPDATE totp_seeds t SET ended_at = clock_timestamp(), sealed = '' WHERE t.id = remove_factor.id AND t.user_id = u;
  UPDATE passkeys p SET ended_at = clock_timestamp() WHERE p.id = remove_factor.id AND p.user_id = u;
  IF left_over = 0 THEN
    UPDATE recovery_codes c SET ended_at = clock_timestamp() WHERE c.user_id = u AND c.ended_at IS NULL;
  END IF;
  PERFORM sec.note_factor(u, 'factors.removed', jsonb_build_object('kind', kind));
  RETURN 'done';
END $$;

-- In any of their places, not only in the one where they are now.
CREATE OR REPLACE FUNCTION sec.must_have_factor(u uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u AND m.ended_at IS NULL AND m.role IN ('admin', 'campus_admin'))
    OR EXISTS (SELECT 1 FROM support_staff p WHERE p.user_id = u AND p.ended_at IS NULL)
$$;

CREATE OR REPLACE FUNCTION sec.end_factors(u uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE totp_seeds t SET ended_at = clock_timestamp(), sealed = '' WHERE t.user_id = u AND t.ended_at IS NULL;
  UPDATE passkeys p SET ended_at = clock_timestamp() WHERE p.user_id = u AND p.ended_at IS NULL;
  UPDATE recovery_codes c SET ended_at = clock_timestamp() WHERE c.user_id = u AND c.ended_at IS NULL;
  UPDATE factor_resets r SET cancelled_at = clock_timestamp() WHERE r.user_id = u AND r.used_at IS NULL AND r.cancelled_at IS NULL;
  UPDATE sessions s SET ended_at = clock_timestamp() WHERE s.user_id = u AND s.ended_at IS NULL;
END $$;

-- An admin frees a colleague who lost everything. Somebody who works for another institution too is not in this one's hand:
-- they have the slow way by their own e-mail.
CREATE OR REPLACE FUNCTION auth.reset_factors(token_hash text, person uuid) RETURNS TABLE (outcome text, email text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE me record; colleague uuid;
BEGIN
  SELECT * INTO me FROM sec.half_session(reset_factors.token_hash) s
    WHERE s.second_factor_at > clock_timestamp() - interval '15 minutes' AND s.role = 'admin' AND s.stands;
  IF NOT FOUND THEN RETURN QUERY SELECT 'refused', NULL::text; RETURN; END IF;
  IF me.user_id = person THEN RETURN QUERY SELECT 'self', NULL::text; RETURN; END IF;
  IF NOT EXISTS (SELECT 1 FROM memberships m WHERE m.institution_id = me.institution_id AND m.user_id = person AND m.ended_at IS NULL)
    THEN RETURN QUERY SELECT 'unknown', NULL::text; RETURN; END IF;
  IF EXISTS (SELECT 1 FROM memberships m WHERE m.institution_id <> me.institution_id AND m.user_id = person AND m.ended_at IS NULL
      AND m.role NOT IN ('guardian', 'student')) THEN RETURN QUERY SELECT 'elsewhere', NULL::text; RETURN; END IF;
  PERFORM sec.end_factors(person);
  SELECT x.id INTO colleague FROM staff x WHERE x.institution_id = me.institution_id AND x.user_id = person ORDER BY x.status, x.created_at LIMIT 1;
  PERFORM sec.append(me.institution_id, me.user_id, me.role, 'factors.reset', CASE WHEN colleague IS NULL THEN 'person' ELSE 'staff' END,
    coalesce(colleague, person), '{}');
  RETURN QUERY SELECT 'done', u.email FROM users u WHERE u.id = person;
END $$;

-- The slow way: asked for after the first proof, open a day later, by the link of the mail and with the first proof again.
CREATE OR REPLACE FUNCTION auth.ask_factor_reset(token_hash text, id uuid, link_hash text) RETURNS TABLE (email text, phone text, opens_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE who uuid := auth.half_user_of(ask_factor_reset.token_hash); opening timestamptz := clock_timestamp() + interval '24 hours';
BEGIN
  IF who IS NULL OR NOT sec.has_factor(who) THEN RETURN; END IF;
  UPDATE factor_resets r SET cancelled_at = clock_timestamp() WHERE r.user_id = who AND r.used_at IS NULL AND r.cancelled_at IS NULL;
  INSERT INTO factor_resets (id, user_id, token_hash, opens_at, expires_at)
    VALUES (ask_factor_reset.id, who, link_hash, opening, opening + interval '72 hours');
  PERFORM sec.note_factor(who, 'factors.resetAsked');
  RETURN QUERY SELECT u.email, u.phone, opening FROM users u WHERE u.id = who;
END $$;

CREATE OR REPLACE FUNCTION auth.factor_reset(link_hash text) RETURNS TABLE (user_id uuid, opens_at timestamptz, is_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.user_id, r.opens_at, r.opens_at <= clock_timestamp() FROM factor_resets r
  WHERE r.token_hash = factor_reset.link_hash AND r.used_at IS NULL AND r.cancelled_at IS NULL AND r.expires_at > clock_timestamp()
$$;

CREATE OR REPLACE FUNCTION auth.cancel_factor_reset(link_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE factor_resets r SET cancelled_at = clock_timestamp() WHERE r.token_hash = cancel_factor_reset.link_hash AND r.used_at IS NULL AND r.cancelled_at IS NULL;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION auth.finish_factor_reset(token_hash text, link_hash text) RETURNS TABLE (email text, phone text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE who uuid := auth.half_user_of(finish_factor_reset.token_hash);
BEGIN
  UPDATE factor_resets r SET used_at = clock_timestamp() WHERE r.token_hash = finish_factor_reset.link_hash AND r.user_id = who
    AND r.used_at IS NULL AND r.cancelled_at IS NULL AND r.opens_at <= clock_timestamp() AND r.expires_at > clock_timestamp();
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM sec.end_factors(who);
  PERFORM sec.note_factor(who, 'factors.resetDone');
  RETURN QUERY SELECT u.email, u.phone FROM users u WHERE u.id = who;
END $$;

-- Seeds known beforehand, for the demonstration and for tests, never over one that stands.
CREATE OR REPLACE FUNCTION auth.seed_totp(u uuid, id uuid, sealed text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF sec.has_factor(u) THEN RETURN false; END IF;
  INSERT INTO totp_seeds (id, user_id, sealed, confirmed_at) VALUES (seed_totp.id, u, seed_totp.sealed, clock_timestamp());
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION auth.seed_of(email text) RETURNS TABLE (seed_id uuid, seed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT t.id, t.sealed FROM users u JOIN totp_seeds t ON t.user_id = u.id AND t.confirmed_at IS NOT NULL AND t.ended_at IS NULL
  WHERE u.email = lower(seed_of.email)
$$;

GRANT EXECUTE ON FUNCTION auth.session_state(text), auth.half_user_of(text), auth.user_of(text), auth.factor_fresh(text, int),
  auth.pass_second_factor(text, text), auth.factors_of(text), auth.begin_totp(text, uuid, text), auth.waiting_totp(text),
  auth.confirm_totp(text, text, uuid, bigint), auth.pass_totp(text, text, uuid, bigint), auth.pass_recovery(text, text, text),
  auth.renew_recovery_codes(text, text[]), auth.put_challenge(text, text), auth.take_challenge(text),
  auth.put_open_challenge(uuid, text), auth.take_open_challenge(text), auth.add_passkey(text, text, uuid, text, text, bigint, text, text),
  auth.passkey(text), auth.use_passkey(uuid, bigint), auth.pass_passkey(text, text, uuid, bigint), auth.remove_factor(text, uuid),
  auth.reset_factors(text, uuid), auth.ask_factor_reset(text, uuid, text), auth.factor_reset(text), auth.cancel_factor_reset(text),
  auth.finish_factor_reset(text, text), auth.seed_totp(uuid, uuid, text), auth.seed_of(text) TO hifzpro_auth;
RESET ROLE;
