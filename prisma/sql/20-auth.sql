-- Sign-in, sessions, invitations, codes. Login hifzpro_auth runs these and owns nothing; secrets arrive hashed.
SET ROLE hifzpro_policy;

CREATE OR REPLACE FUNCTION auth.register_user(id uuid, email text, phone text, password_hash text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO users (id, email, phone, password_hash) VALUES (register_user.id, lower(register_user.email), register_user.phone, register_user.password_hash)
    ON CONFLICT DO NOTHING;
  -- A known address keeps its own password: nobody registers over another person.
  RETURN (SELECT u.id FROM users u WHERE u.email = lower(register_user.email) OR u.phone = register_user.phone ORDER BY u.created_at LIMIT 1);
END $$;

CREATE OR REPLACE FUNCTION auth.password_of(email text) RETURNS TABLE (user_id uuid, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.password_hash FROM users u WHERE u.email = lower(password_of.email)
$$;

-- A new institution, its first admin, and that person's name among the staff where it is known.
DROP FUNCTION IF EXISTS auth.found_institution(uuid, text, text, text, text, text, uuid);
CREATE OR REPLACE FUNCTION auth.found_institution(id uuid, name text, native_name text, country text, time_zone text, locale text, admin uuid,
  admin_name text DEFAULT NULL, admin_sort_name text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO institutions (id, name, native_name, country, time_zone, locale)
    VALUES (found_institution.id, found_institution.name, found_institution.native_name, found_institution.country, found_institution.time_zone, found_institution.locale)
    ON CONFLICT DO NOTHING;
  INSERT INTO memberships (institution_id, id, user_id, role) VALUES (found_institution.id, gen_random_uuid(), admin, 'admin') ON CONFLICT DO NOTHING;
  IF admin_name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.institution_id = found_institution.id AND s.user_id = admin) THEN
    INSERT INTO staff (institution_id, id, name, sort_name, user_id)
      VALUES (found_institution.id, gen_random_uuid(), admin_name, admin_sort_name, admin);
  END IF;
END $$;

-- Whether someone still works there: a member of staff who left keeps no role but that of a guardian, the same moment.
CREATE OR REPLACE FUNCTION sec.stands(i uuid, u uuid, r text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT r = 'guardian' OR coalesce((SELECT bool_or(s.status = 'ACTIVE') FROM public.staff s WHERE s.institution_id = i AND s.user_id = u), true)
$$;

-- Whether a membership opens anything now: neither ended nor suspended, and its person still works there. HifzPro's own
-- people have none that counts.
CREATE OR REPLACE FUNCTION sec.stands(m public.memberships) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT m.ended_at IS NULL AND m.suspended_at IS NULL AND sec.stands(m.institution_id, m.user_id, m.role)
    AND NOT EXISTS (SELECT 1 FROM public.support_staff p WHERE p.user_id = m.user_id AND p.ended_at IS NULL)
$$;

-- The standing memberships of a user whose institutions are open, the office first.
CREATE OR REPLACE FUNCTION sec.memberships_of(u uuid)
RETURNS TABLE (institution_id uuid, membership_id uuid, role text, institution text, native_name text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT m.institution_id, m.id, m.role, i.name, i.native_name FROM memberships m JOIN institutions i ON i.id = m.institution_id
  WHERE m.user_id = u AND i.status = 'OPEN' AND sec.stands(m)
  ORDER BY array_position(ARRAY['admin', 'campus_admin', 'accountant', 'teacher', 'examiner', 'guardian'], m.role), m.created_at
$$;

DROP FUNCTION IF EXISTS auth.open_session(text, uuid, interval);
CREATE OR REPLACE FUNCTION auth.open_session(token_hash text, u uuid, lifetime interval, device text DEFAULT '') RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m record;
BEGIN
  SELECT * INTO m FROM sec.memberships_of(u) LIMIT 1;
  INSERT INTO sessions (token_hash, user_id, institution_id, membership_id, expires_at, device)
    VALUES (open_session.token_hash, u, m.institution_id, m.membership_id, clock_timestamp() + lifetime, left(coalesce(open_session.device, ''), 60));
  PERFORM sec.note_session(open_session.token_hash, 'session.opened');
  -- HifzPro's own people have no membership: they begin outside every institution.
  RETURN coalesce(m.role, (SELECT 'support' FROM support_staff p WHERE p.user_id = u AND p.ended_at IS NULL));
END $$;

CREATE OR REPLACE FUNCTION auth.close_session(token_hash text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE sessions s SET ended_at = clock_timestamp() WHERE s.token_hash = close_session.token_hash AND s.ended_at IS NULL;
  IF FOUND THEN PERFORM sec.note_session(close_session.token_hash, 'session.closed'); END IF;
END $$;

-- How long a sign-in lasts at most, and how long it may be left alone: short where many children are seen (S8).
CREATE OR REPLACE FUNCTION sec.fresh(r text, login_at timestamptz, seen_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN r = 'support' THEN login_at > clock_timestamp() - interval '12 hours' AND seen_at > clock_timestamp() - interval '2 hours'
    WHEN r IN ('admin', 'campus_admin', 'accountant') THEN login_at > clock_timestamp() - interval '7 days' AND seen_at > clock_timestamp() - interval '8 hours'
    ELSE login_at > clock_timestamp() - interval '30 days' AND seen_at > clock_timestamp() - interval '14 days'
  END
$$;

-- Whose session this is, once nothing is owed: a session that lacks its second factor is nobody's (21-factors.sql).
CREATE OR REPLACE FUNCTION auth.user_of(token_hash text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT s.user_id FROM sec.half_session(user_of.token_hash) s WHERE NOT s.owes);
END $$;

-- Roles that an office's slip can open (29-slips.sql): never one that needs a second factor.
CREATE OR REPLACE FUNCTION sec.slip_role(r text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(r IN ('teacher', 'examiner', 'accountant', 'guardian'), false)
$$;

-- The person of a session that an office's slip began, while it stands, and the one house it is bound to. Every other
-- function that asks whose session it is (auth.user_of, sec.half_session) does not know such a session at all, so that
-- nothing of the account itself can be seen or changed by it.
CREATE OR REPLACE FUNCTION sec.bound_session(token_hash text) RETURNS TABLE (user_id uuid, institution_id uuid)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT s.user_id, s.bound_to FROM sessions s
  JOIN memberships m ON m.institution_id = s.bound_to AND m.institution_id = s.institution_id AND m.id = s.membership_id AND m.user_id = s.user_id
  JOIN institutions n ON n.id = m.institution_id AND n.status = 'OPEN'
  WHERE s.token_hash = bound_session.token_hash AND s.ended_at IS NULL AND s.expires_at > clock_timestamp()
    AND sec.fresh(m.role, s.login_at, s.seen_at) AND sec.stands(m) AND sec.slip_role(m.role) AND NOT sec.has_factor(m.user_id);
END $$;

CREATE OR REPLACE FUNCTION auth.memberships(token_hash text)
RETURNS TABLE (institution_id uuid, membership_id uuid, role text, institution text, native_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid := auth.user_of(memberships.token_hash); house uuid;
BEGIN
  IF u IS NULL THEN SELECT b.user_id, b.institution_id INTO u, house FROM sec.bound_session(memberships.token_hash) b; END IF;
  RETURN QUERY SELECT x.* FROM sec.memberships_of(u) x WHERE house IS NULL OR (x.institution_id = house AND sec.slip_role(x.role));
END $$;

DROP FUNCTION IF EXISTS auth.choose(text, uuid);
CREATE OR REPLACE FUNCTION auth.choose(token_hash text, membership uuid, new_hash text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m record;
BEGIN
  SELECT * INTO m FROM auth.memberships(choose.token_hash) x WHERE x.membership_id = membership;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE sessions s SET institution_id = m.institution_id, membership_id = m.membership_id WHERE s.token_hash = choose.token_hash
    AND (s.institution_id, s.membership_id) IS DISTINCT FROM (m.institution_id, m.membership_id);
  IF FOUND THEN PERFORM sec.note_session(choose.token_hash, 'session.chosen'); END IF;
  UPDATE sessions s SET token_hash = new_hash WHERE s.token_hash = choose.token_hash AND new_hash IS NOT NULL;
  RETURN m.role;
END $$;

-- As auth.enter, for a stream that a page left open holds: it does not count as being seen, or a screen left alone would
-- keep its session alive. Not for visits of HifzPro support.
CREATE OR REPLACE FUNCTION auth.watch(token_hash text)
RETURNS TABLE (context text, institution_id uuid, user_id uuid, role text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT sec.context(m.institution_id, m.user_id, m.role, m.campus_id), m.institution_id, m.user_id, m.role
  FROM sessions s
  JOIN memberships m ON m.institution_id = s.institution_id AND m.id = s.membership_id AND m.user_id = s.user_id
  JOIN institutions n ON n.id = m.institution_id
  WHERE s.token_hash = watch.token_hash AND s.ended_at IS NULL AND s.expires_at > clock_timestamp()
    AND sec.fresh(m.role, s.login_at, s.seen_at) AND n.status = 'OPEN' AND sec.stands(m)
    AND (s.bound_to IS NULL OR (s.bound_to = m.institution_id AND sec.slip_role(m.role)))
    AND (s.second_factor_at IS NOT NULL OR NOT sec.needs_factor(m.user_id, m.role));
END $$;

-- One call per request: is the session live, does the membership stand, is the institution open? Then its context. A
-- session without a membership may be on a support visit (25-support.sql). `others`: there may be another register to go to.
DROP FUNCTION IF EXISTS auth.enter(text);
CREATE OR REPLACE FUNCTION auth.enter(token_hash text)
RETURNS TABLE (context text, institution_id uuid, user_id uuid, role text, institution text, native_name text, time_zone text, weekly_holiday int, hijri_offset int, country text, mushaf text, support jsonb, others boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE f record;
BEGIN
  SELECT m.institution_id AS i, m.user_id AS u, m.role AS r, m.campus_id AS c, m.id AS membership, n.*, s.seen_at, s.bound_to INTO f
  FROM sessions s
  JOIN memberships m ON m.institution_id = s.institution_id AND m.id = s.membership_id AND m.user_id = s.user_id
  JOIN institutions n ON n.id = m.institution_id
  WHERE s.token_hash = enter.token_hash AND s.ended_at IS NULL AND s.expires_at > clock_timestamp()
    AND sec.fresh(m.role, s.login_at, s.seen_at) AND n.status = 'OPEN' AND sec.stands(m)
    AND (s.bound_to IS NULL OR (s.bound_to = m.institution_id AND sec.slip_role(m.role)))
    AND (s.second_factor_at IS NOT NULL OR NOT sec.needs_factor(m.user_id, m.role));
  IF NOT FOUND THEN
    RETURN QUERY SELECT * FROM sec.enter_support(enter.token_hash);
    RETURN;
  END IF;
  IF f.seen_at < clock_timestamp() - interval '5 minutes' THEN
    UPDATE sessions s SET seen_at = clock_timestamp() WHERE s.token_hash = enter.token_hash;
  END IF;
  RETURN QUERY SELECT sec.context(f.i, f.u, f.r, f.c), f.i, f.u, f.r, f.name, f.native_name, f.time_zone, f.weekly_holiday, f.hijri_offset, f.country, f.mushaf, NULL::jsonb, EXISTS (SELECT 1 FROM memberships x WHERE x.user_id = f.u AND x.id <> f.membership AND x.institution_id = coalesce(f.bound_to, x.institution_id));
END $$;

-- `joined`: the person has a sign-in here already and is asked for it, so that a link in other hands cannot take the name over.
DROP FUNCTION IF EXISTS auth.invitation(text);
CREATE FUNCTION auth.invitation(token_hash text)
RETURNS TABLE (institution text, native_name text, name text, email text, role text, campus text, joined boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT n.name, n.native_name, s.name,
    (SELECT c.value FROM staff_contacts c WHERE c.institution_id = v.institution_id AND c.staff_id = v.staff_id AND c.kind = 'EMAIL' ORDER BY c.created_at LIMIT 1),
    v.role, (SELECT c.name FROM campuses c WHERE c.institution_id = v.institution_id AND c.id = v.campus_id), s.user_id IS NOT NULL
  FROM staff_invitations v JOIN institutions n ON n.id = v.institution_id
  JOIN staff s ON s.institution_id = v.institution_id AND s.id = v.staff_id
  WHERE v.token_hash = invitation.token_hash AND v.accepted_at IS NULL AND v.expires_at > clock_timestamp() AND n.status = 'OPEN' AND s.status = 'ACTIVE'
$$;

-- A suspension is lifted by the office alone, never by a link; a role that had ended stands again.
CREATE OR REPLACE FUNCTION auth.accept_invitation(token_hash text, u uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE v record;
BEGIN
  UPDATE staff_invitations x SET accepted_at = clock_timestamp(), updated_at = clock_timestamp() FROM staff s, institutions n
    WHERE x.token_hash = accept_invitation.token_hash AND x.accepted_at IS NULL AND x.expires_at > clock_timestamp()
      AND n.id = x.institution_id AND n.status = 'OPEN'
      AND s.institution_id = x.institution_id AND s.id = x.staff_id AND s.status = 'ACTIVE' AND coalesce(s.user_id = u, true)
    RETURNING x.institution_id, x.staff_id, x.role, x.campus_id INTO v;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE staff s SET user_id = u WHERE s.institution_id = v.institution_id AND s.id = v.staff_id;
  INSERT INTO memberships (institution_id, id, user_id, role, campus_id) VALUES (v.institution_id, gen_random_uuid(), u, v.role, v.campus_id)
    ON CONFLICT (institution_id, user_id, role) DO UPDATE SET ended_at = NULL, campus_id = excluded.campus_id, updated_at = clock_timestamp();
  PERFORM sec.append(v.institution_id, u, v.role, 'staff.joined', 'staff', v.staff_id, jsonb_build_object('role', v.role));
  RETURN true;
END $$;

-- Answers whether the number opens anything (sec.number_known), so that codes are not sent to strangers; the page says the same to all.
CREATE OR REPLACE FUNCTION auth.request_code(id uuid, phone text, code_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT sec.number_known(request_code.phone) THEN RETURN false; END IF;
  INSERT INTO sign_in_codes (id, phone, code_hash, expires_at)
    VALUES (request_code.id, request_code.phone, request_code.code_hash, clock_timestamp() + interval '10 minutes');
  RETURN true;
END $$;

-- A right code (sec.take_code) makes the user and links what the number opens (sec.link_number).
CREATE OR REPLACE FUNCTION auth.verify_code(phone text, code_hash text, new_user uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u uuid;
BEGIN
  IF NOT sec.take_code(verify_code.phone, verify_code.code_hash) THEN RETURN NULL; END IF;
  u := auth.register_user(new_user, NULL, verify_code.phone, NULL);
  PERFORM sec.link_number(u, verify_code.phone);
  RETURN u;
END $$;

CREATE OR REPLACE FUNCTION auth.put_demo_phone(id uuid, phone text, body text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO demo_phone_messages (id, phone, body) VALUES (put_demo_phone.id, put_demo_phone.phone, put_demo_phone.body) ON CONFLICT DO NOTHING
$$;

CREATE OR REPLACE FUNCTION auth.demo_phone(phone text) RETURNS TABLE (body text, received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.body, d.received_at FROM demo_phone_messages d WHERE d.phone = demo_phone.phone ORDER BY d.received_at DESC, d.id DESC LIMIT 30
$$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA auth TO hifzpro_auth;
RESET ROLE;

-- Jobs. graphile-worker's tables belong to the worker's login; these two are the only ways in.
SET ROLE hifzpro_worker;
ALTER DEFAULT PRIVILEGES FOR ROLE hifzpro_worker REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA graphile_worker TO hifzpro_policy;
CREATE OR REPLACE FUNCTION graphile_worker.hifzpro_add(task text, payload json, queue text, run_at timestamptz, job_key text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = graphile_worker, public, pg_temp AS $$
BEGIN
  -- Of what is due, whatever somebody waits for goes before what leaves for a provider: one that is away holds nobody's import up.
  PERFORM graphile_worker.add_job(task, payload, queue_name => queue, run_at => hifzpro_add.run_at, job_key => hifzpro_add.job_key, 
    -- Somebody waits before the page of an import: after some minutes the fault is told and the way back is open.
    max_attempts => CASE WHEN task IN ('imports.commit', 'imports.undo') THEN 6 ELSE 12 END,
    priority => CASE WHEN task IN ('messages.send', 'notifications.push') THEN 10 ELSE 0 END);
END $$;
CREATE OR REPLACE FUNCTION graphile_worker.hifzpro_held(job bigint) RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = graphile_worker, pg_temp AS $$
BEGIN
  RETURN (SELECT json_build_object('task', t.identifier, 'payload', j.payload) FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE j.id = job AND j.locked_at IS NOT NULL);
END $$;
GRANT EXECUTE ON FUNCTION graphile_worker.hifzpro_add(text, json, text, timestamptz, text), graphile_worker.hifzpro_held(bigint) TO hifzpro_policy;
RESET ROLE;

SET ROLE hifzpro_policy;
-- Which tasks there are, and whether they run as the institution's own system role or as the person who asked.
CREATE OR REPLACE FUNCTION sec.task_role(task text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN task IN ('messages.compose', 'messages.send', 'messages.inbox', 'messages.check', 'messages.submit',
      'notices.publish', 'notifications.push', 'imports.forget',
      'messages.tell', 'messages.week', 'messages.again', 'messages.answer', 'messages.try', 'messages.erase') THEN 'system'
    WHEN task IN ('imports.check', 'imports.commit', 'imports.undo') THEN 'requester'
  END
$$;

-- Whoever can write to the queue still cannot write an institution or a role: payloads are sealed with the key.
CREATE OR REPLACE FUNCTION sec.seal(task text, payload jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(public.hmac(convert_to(concat_ws('|', 'job', task, payload), 'utf8'), (SELECT k FROM sec.key), 'sha256'), 'hex')
$$;

CREATE OR REPLACE FUNCTION app.enqueue(task text, ids jsonb, key text, run_at timestamptz DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c jsonb := app.ctx(); kind text := sec.task_role(task); payload jsonb;
BEGIN
  IF c IS NULL OR kind IS NULL THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'task refused'; END IF;
  payload := jsonb_build_object('institution', c->>'i', 'user', c->>'u', 'role', CASE kind WHEN 'system' THEN kind ELSE c->>'r' END, 'ids', ids);
  PERFORM graphile_worker.hifzpro_add(task, (payload || jsonb_build_object('seal', sec.seal(task, payload)))::json,
    -- What two imports of one house save at once neither knows of the other: one after the other, the second finds it there.
    CASE WHEN task IN ('imports.commit', 'imports.undo') THEN concat('imports:', c->>'i') END,
    run_at, concat_ws(':', c->>'i', task, key));
END $$;
GRANT EXECUTE ON FUNCTION app.enqueue(text, jsonb, text, timestamptz) TO hifzpro_app;

-- The context of a job that the worker holds now; a requester's role is checked again at each entry.
CREATE OR REPLACE FUNCTION auth.enter_job(job bigint) RETURNS TABLE (context text, institution_id uuid, user_id uuid, role text, time_zone text, ids jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held jsonb := graphile_worker.hifzpro_held(job)::jsonb; p jsonb := held->'payload'; i uuid; u uuid; r text; campus uuid; zone text;
BEGIN
  IF p->>'seal' IS DISTINCT FROM sec.seal(held->>'task', p - 'seal') THEN RETURN; END IF;
  i := (p->>'institution')::uuid; u := (p->>'user')::uuid; r := p->>'role';
  SELECT n.time_zone INTO zone FROM institutions n WHERE n.id = i AND n.status = 'OPEN';
  IF NOT FOUND THEN RETURN; END IF;
  IF sec.task_role(held->>'task') = 'requester' THEN
    SELECT m.campus_id INTO campus FROM memberships m WHERE m.institution_id = i AND m.user_id = u AND m.role = r AND sec.stands(m);
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  RETURN QUERY SELECT sec.context(i, u, r, campus), i, u, r, zone, p->'ids';
END $$;
REVOKE ALL ON FUNCTION auth.enter_job(bigint) FROM PUBLIC, hifzpro_auth;
GRANT EXECUTE ON FUNCTION auth.enter_job(bigint) TO hifzpro_worker;
RESET ROLE;
