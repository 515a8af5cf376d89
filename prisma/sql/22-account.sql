-- A person's own account: devices, password, number; the forgotten password; the demonstration's mailbox. Nobody
-- changes an account before the session has proven all it must: auth.user_of answers only then.
SET ROLE hifzpro_policy;

CREATE OR REPLACE FUNCTION sec.end_sessions(u uuid, kept text) RETURNS int LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE n int;
BEGIN
  UPDATE sessions s SET ended_at = clock_timestamp() WHERE s.user_id = u AND s.ended_at IS NULL AND s.token_hash IS DISTINCT FROM kept;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

CREATE OR REPLACE FUNCTION auth.account(token_hash text) RETURNS TABLE (user_id uuid, email text, phone text, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.email, u.phone, u.password_hash FROM users u WHERE u.id = auth.user_of(account.token_hash)
$$;

-- My devices: every live session of the person, this one first, then by when they were seen; of one that a slip began, the
-- house whose slip it was.
DROP FUNCTION IF EXISTS auth.sessions_of(text);
CREATE FUNCTION auth.sessions_of(token_hash text)
RETURNS TABLE (id uuid, device text, since timestamptz, seen_at timestamptz, current boolean, slip_of text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.device, s.login_at, s.seen_at, s.token_hash = sessions_of.token_hash, n.name
  FROM sessions s LEFT JOIN institutions n ON n.id = s.bound_to
  WHERE s.user_id = auth.user_of(sessions_of.token_hash) AND s.ended_at IS NULL
    AND (EXISTS (SELECT 1 FROM sec.half_session(s.token_hash)) OR EXISTS (SELECT 1 FROM sec.bound_session(s.token_hash)))
  ORDER BY 5 DESC, s.seen_at DESC, s.id LIMIT 100
$$;

-- Whether the person proved within so many minutes that it is they: signed in, passed the second factor, or gave a
-- password or a code once more. A signed-in browser that was left open proves nothing.
CREATE OR REPLACE FUNCTION auth.proof_young(token_hash text, minutes int) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce((SELECT greatest(s.login_at, s.second_factor_at, s.proven_at) > clock_timestamp() - make_interval(mins => minutes)
    FROM sessions s WHERE s.token_hash = proof_young.token_hash AND s.user_id = auth.user_of(proof_young.token_hash)), false)
$$;

CREATE OR REPLACE FUNCTION auth.note_proof(token_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE sessions s SET proven_at = clock_timestamp() WHERE s.token_hash = note_proof.token_hash AND s.user_id = auth.user_of(note_proof.token_hash);
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION auth.end_session(token_hash text, other uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE sessions s SET ended_at = clock_timestamp()
    WHERE s.id = other AND s.user_id = auth.user_of(end_session.token_hash) AND s.ended_at IS NULL;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION auth.end_other_sessions(token_hash text) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sec.end_sessions(auth.user_of(end_other_sessions.token_hash), end_other_sessions.token_hash)
$$;

-- A new password ends what the old one had opened: every other session, every link to reset it.
DROP FUNCTION IF EXISTS sec.set_password(uuid, text, text);
CREATE OR REPLACE FUNCTION sec.set_password(u uuid, password_hash text, kept text, action text) RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE address text;
BEGIN
  UPDATE users x SET password_hash = set_password.password_hash, updated_at = clock_timestamp() WHERE x.id = u RETURNING x.email INTO address;
  UPDATE password_resets r SET used_at = clock_timestamp() WHERE r.user_id = u AND r.used_at IS NULL;
  PERFORM sec.end_sessions(u, kept);
  PERFORM sec.note_factor(u, action);
  RETURN address;
END $$;

CREATE OR REPLACE FUNCTION auth.change_password(token_hash text, password_hash text) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sec.set_password(u.id, change_password.password_hash, change_password.token_hash, 'account.passwordChanged')
  FROM users u WHERE u.id = auth.user_of(change_password.token_hash) AND u.email IS NOT NULL
$$;

-- One link at a time; half an hour. An address that nobody signs in with makes none.
CREATE OR REPLACE FUNCTION auth.request_reset(id uuid, email text, token_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid;
BEGIN
  SELECT x.id INTO u FROM users x WHERE x.email = lower(request_reset.email) FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE password_resets r SET used_at = clock_timestamp() WHERE r.user_id = u AND r.used_at IS NULL;
  INSERT INTO password_resets (id, user_id, token_hash, expires_at)
    VALUES (request_reset.id, u, request_reset.token_hash, clock_timestamp() + interval '30 minutes');
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION auth.reset_address(token_hash text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.email FROM password_resets r JOIN users u ON u.id = r.user_id
  WHERE r.token_hash = reset_address.token_hash AND r.used_at IS NULL AND r.expires_at > clock_timestamp()
$$;

-- Sets the password and signs nobody in: whoever holds the link still meets the sign-in page and its second factor.
CREATE OR REPLACE FUNCTION auth.reset_password(token_hash text, password_hash text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid;
BEGIN
  UPDATE password_resets r SET used_at = clock_timestamp()
    WHERE r.token_hash = reset_password.token_hash AND r.used_at IS NULL AND r.expires_at > clock_timestamp() RETURNING r.user_id INTO u;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN sec.set_password(u, reset_password.password_hash, NULL, 'account.passwordReset');
END $$;

-- The newest unused code of a number only, five tries.
CREATE OR REPLACE FUNCTION sec.take_code(phone text, code_hash text) RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE c record;
BEGIN
  SELECT x.id, x.code_hash, x.attempts INTO c FROM sign_in_codes x
    WHERE x.phone = take_code.phone AND x.used_at IS NULL AND x.expires_at > clock_timestamp()
    ORDER BY x.created_at DESC LIMIT 1 FOR UPDATE;
  IF NOT FOUND OR c.attempts >= 5 THEN RETURN false; END IF;
  IF c.code_hash <> take_code.code_hash THEN
    UPDATE sign_in_codes x SET attempts = x.attempts + 1 WHERE x.id = c.id;
    RETURN false;
  END IF;
  UPDATE sign_in_codes x SET used_at = clock_timestamp() WHERE x.phone = take_code.phone AND x.used_at IS NULL;
  RETURN true;
END $$;

-- By code only for the number that the person proved and keeps in the account. Numbers that an institution typed open
-- what that institution holds (sec.link_number), never an account: else typing a number would take its owner over.
CREATE OR REPLACE FUNCTION auth.request_reset_code(id uuid, phone text, code_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM users u WHERE u.phone = request_reset_code.phone AND u.email IS NOT NULL) THEN RETURN false; END IF;
  INSERT INTO sign_in_codes (id, phone, code_hash, expires_at)
    VALUES (request_reset_code.id, request_reset_code.phone, request_reset_code.code_hash, clock_timestamp() + interval '10 minutes');
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION auth.reset_by_code(phone text, code_hash text, password_hash text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid;
BEGIN
  IF NOT sec.take_code(reset_by_code.phone, reset_by_code.code_hash) THEN RETURN NULL; END IF;
  SELECT x.id INTO u FROM users x WHERE x.phone = reset_by_code.phone AND x.email IS NOT NULL;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN sec.set_password(u, reset_by_code.password_hash, NULL, 'account.passwordReset');
END $$;

-- Open invitations of asatidha in service who have this number. Only roles of the classroom come by a number that an
-- office typed; offices are joined by the link and need a second factor.
CREATE OR REPLACE FUNCTION sec.phone_invitations(phone text) RETURNS TABLE (institution_id uuid, id uuid, staff_id uuid, role text, user_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT v.institution_id, v.id, v.staff_id, v.role, s.user_id FROM staff_contacts k
  JOIN staff s ON s.institution_id = k.institution_id AND s.id = k.staff_id AND s.status = 'ACTIVE'
  JOIN staff_invitations v ON v.institution_id = s.institution_id AND v.staff_id = s.id AND v.accepted_at IS NULL
    AND v.expires_at > clock_timestamp() AND v.role IN ('teacher', 'examiner')
  JOIN institutions n ON n.id = s.institution_id AND n.status = 'OPEN'
  WHERE k.kind = 'PHONE' AND k.value = phone_invitations.phone
$$;

-- Whether somebody at the number answered this institution that it is the wrong one: it opens nothing there any more.
CREATE OR REPLACE FUNCTION sec.number_wrong(i uuid, phone text) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM message_numbers n WHERE n.institution_id = i AND n.phone = number_wrong.phone AND n.wrong_at IS NOT NULL)
$$;

-- Whether a code for this number would open anything: a guardian anywhere, an ustadh who is invited, an account.
CREATE OR REPLACE FUNCTION sec.number_known(phone text) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM guardian_contacts c WHERE c.kind = 'PHONE' AND c.value = number_known.phone
      AND NOT sec.number_wrong(c.institution_id, c.value))
    OR EXISTS (SELECT 1 FROM users u WHERE u.phone = number_known.phone)
    OR EXISTS (SELECT 1 FROM sec.phone_invitations(number_known.phone))
$$;

CREATE OR REPLACE FUNCTION sec.accept_by_number(u uuid, i uuid, invitation uuid, staff uuid, role text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  UPDATE staff_invitations x SET accepted_at = clock_timestamp(), updated_at = clock_timestamp()
    WHERE x.institution_id = i AND x.id = invitation AND x.accepted_at IS NULL;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE staff s SET user_id = u WHERE s.institution_id = i AND s.id = accept_by_number.staff;
  INSERT INTO memberships (institution_id, id, user_id, role) VALUES (i, gen_random_uuid(), u, accept_by_number.role)
    ON CONFLICT (institution_id, user_id, role) DO UPDATE SET ended_at = NULL, updated_at = clock_timestamp();
  PERFORM sec.append(i, u, accept_by_number.role, 'staff.joined', 'staff', accept_by_number.staff, jsonb_build_object('role', accept_by_number.role));
END $$;

-- What a proven number opens, institution by institution: guardians who have it, and asatidha who are invited with it
-- and have no sign-in of their own yet. A row that belongs to somebody's account stays theirs.
CREATE OR REPLACE FUNCTION sec.link_number(u uuid, phone text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v record;
BEGIN
  UPDATE guardians g SET user_id = u FROM guardian_contacts k
    WHERE k.institution_id = g.institution_id AND k.guardian_id = g.id AND k.kind = 'PHONE' AND k.value = link_number.phone
      AND g.user_id IS NULL AND NOT sec.number_wrong(k.institution_id, k.value);
  INSERT INTO memberships (institution_id, id, user_id, role)
    SELECT DISTINCT ON (g.institution_id) g.institution_id, gen_random_uuid(), u, 'guardian' FROM guardians g WHERE g.user_id = u
    ON CONFLICT (institution_id, user_id, role) DO UPDATE SET ended_at = NULL;
  FOR v IN SELECT * FROM sec.phone_invitations(link_number.phone) p WHERE coalesce(p.user_id = u, true) LOOP
    PERFORM sec.accept_by_number(u, v.institution_id, v.id, v.staff_id, v.role);
  END LOOP;
END $$;

-- Whether the person's proven number stands on a guardian's row that is another account's already: of two numbers on one
-- row the first to sign in has it, and the second is told so.
CREATE OR REPLACE FUNCTION auth.number_held(token_hash text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM users u JOIN guardian_contacts k ON k.kind = 'PHONE' AND k.value = u.phone
    JOIN guardians g ON g.institution_id = k.institution_id AND g.id = k.guardian_id AND g.user_id <> u.id
    WHERE u.id = auth.user_of(number_held.token_hash) AND NOT sec.number_wrong(k.institution_id, k.value))
$$;

-- A code to a number that the signed-in person says is theirs.
CREATE OR REPLACE FUNCTION auth.request_own_code(token_hash text, id uuid, phone text, code_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF auth.user_of(request_own_code.token_hash) IS NULL THEN RETURN false; END IF;
  INSERT INTO sign_in_codes (id, phone, code_hash, expires_at)
    VALUES (request_own_code.id, request_own_code.phone, request_own_code.code_hash, clock_timestamp() + interval '10 minutes');
  RETURN true;
END $$;

-- An account takes a proven number. One that signed in by this number alone, with no password and no second factor, is
-- the same person and becomes part of it; any other account keeps its number.
CREATE OR REPLACE FUNCTION auth.add_phone(token_hash text, phone text, code_hash text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid := auth.user_of(add_phone.token_hash); other users;
BEGIN
  IF u IS NULL OR NOT sec.take_code(add_phone.phone, add_phone.code_hash) THEN RETURN 'wrong'; END IF;
  SELECT * INTO other FROM users x WHERE x.phone = add_phone.phone AND x.id <> u FOR UPDATE;
  IF FOUND THEN
    IF other.email IS NOT NULL OR other.password_hash IS NOT NULL
       OR EXISTS (SELECT 1 FROM totp_seeds f WHERE f.user_id = other.id AND f.confirmed_at IS NOT NULL AND f.ended_at IS NULL)
       OR EXISTS (SELECT 1 FROM passkeys f WHERE f.user_id = other.id AND f.ended_at IS NULL) THEN RETURN 'taken'; END IF;
    UPDATE users x SET phone = NULL, merged_into = u, updated_at = clock_timestamp() WHERE x.id = other.id;
    PERFORM sec.end_sessions(other.id, NULL);
    UPDATE guardians g SET user_id = u WHERE g.user_id = other.id;
    UPDATE staff s SET user_id = u WHERE s.user_id = other.id;
    INSERT INTO memberships (institution_id, id, user_id, role, campus_id, suspended_at, ended_at)
      SELECT m.institution_id, gen_random_uuid(), u, m.role, m.campus_id, m.suspended_at, m.ended_at FROM memberships m WHERE m.user_id = other.id
      ON CONFLICT (institution_id, user_id, role) DO NOTHING;
    UPDATE memberships m SET ended_at = clock_timestamp(), updated_at = clock_timestamp() WHERE m.user_id = other.id AND m.ended_at IS NULL;
  END IF;
  UPDATE users x SET phone = add_phone.phone, updated_at = clock_timestamp() WHERE x.id = u;
  PERFORM sec.link_number(u, add_phone.phone);
  PERFORM sec.note_factor(u, 'account.numberKept');
  RETURN 'added';
END $$;

CREATE OR REPLACE FUNCTION auth.put_demo_mail(id uuid, address text, subject text, body text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO demo_mails (id, address, subject, body) VALUES (put_demo_mail.id, lower(put_demo_mail.address), put_demo_mail.subject, put_demo_mail.body)
    ON CONFLICT DO NOTHING
$$;

CREATE OR REPLACE FUNCTION auth.demo_mail(address text) RETURNS TABLE (id uuid, subject text, body text, received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.id, d.subject, d.body, d.received_at FROM demo_mails d WHERE d.address = lower(demo_mail.address) ORDER BY d.received_at DESC, d.id DESC LIMIT 30
$$;

-- The address that the number's own account signs in by. Never one that an institution typed beside the number: else
-- typing one would open what other institutions hold of its owner.
CREATE OR REPLACE FUNCTION auth.mail_of_number(phone text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.email FROM users u WHERE u.phone = mail_of_number.phone
$$;

GRANT EXECUTE ON FUNCTION auth.account(text), auth.sessions_of(text), auth.proof_young(text, int), auth.note_proof(text), auth.end_session(text, uuid), auth.end_other_sessions(text),
  auth.change_password(text, text), auth.request_reset(uuid, text, text), auth.reset_address(text), auth.reset_password(text, text),
  auth.request_reset_code(uuid, text, text), auth.reset_by_code(text, text, text), auth.request_own_code(text, uuid, text, text),
  auth.add_phone(text, text, text), auth.put_demo_mail(uuid, text, text, text), auth.demo_mail(text),
  auth.mail_of_number(text), auth.number_held(text) TO hifzpro_auth;
RESET ROLE;
