-- HifzPro's own people inside an institution (P04): asked for, granted for a while, confirmed, watched, ended. The
-- logins hifzpro_support and hifzpro_support_write see nothing before the chain has noted it in the same transaction.
SET ROLE hifzpro_policy;
GRANT USAGE ON SCHEMA app, audit TO hifzpro_support, hifzpro_support_write;

-- Only this very transaction can have noted itself: the mark is signed, and made of its own number.
CREATE OR REPLACE FUNCTION sec.noted() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(public.hmac(convert_to('noted|' || pg_current_xact_id_if_assigned()::text, 'utf8'), (SELECT k FROM sec.key), 'sha256'), 'hex')
$$;

-- What every entry of a visit carries; nothing outside one.
CREATE OR REPLACE FUNCTION sec.visit() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN app.ctx() ? 'grant' THEN jsonb_build_object('grant', app.ctx()->'grant', 'ticket', app.ctx()->'ticket') ELSE '{}' END
$$;

-- The first statement of every transaction of a visit. Without its row app.ctx() is empty (10-context.sql), and the
-- policies show nothing: no audit row, no data. The grant is looked at again, so that ending it leaves no seconds over.
CREATE OR REPLACE FUNCTION audit.note_support(id uuid, action text, detail jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE c jsonb;
BEGIN
  PERFORM pg_current_xact_id();
  PERFORM set_config('app.noted', sec.noted(), true);
  c := app.ctx();
  IF NOT coalesce(c ? 'grant', false) OR action NOT IN ('support.viewed', 'support.refused') OR NOT EXISTS (
    SELECT 1 FROM support_grants g JOIN support_staff p ON p.user_id = g.requested_by AND p.ended_at IS NULL
    WHERE g.institution_id = (c->>'i')::uuid AND g.id = (c->>'grant')::uuid AND g.requested_by = (c->>'u')::uuid
      AND g.state = 'ACTIVE' AND g.expires_at > clock_timestamp() AND g.write = (c->>'r' = 'support_write')
  ) THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'no visit'; END IF;
  PERFORM sec.append((c->>'i')::uuid, (c->>'u')::uuid, c->>'r', note_support.action, 'support', (c->>'grant')::uuid,
    note_support.detail || jsonb_build_object('grant', c->'grant', 'ticket', c->'ticket'), note_support.id);
END $$;
REVOKE ALL ON FUNCTION audit.note_support(uuid, text, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.note_support(uuid, text, jsonb), audit.append(uuid, text, text, uuid, jsonb),
  audit.append_many(jsonb), audit.view(uuid) TO hifzpro_support, hifzpro_support_write;
-- The getters of the policies, and no verb of the app.
GRANT EXECUTE ON FUNCTION app.ctx(), app.ids(int), app.institution_id(), app.role(), app.user_id(), app.student_ids(), app.halqa_ids(), app.guardian_ids(),
  app.staff_ids(), app.campus_ids(), app.contact(text) TO hifzpro_support, hifzpro_support_write;

-- Ends a visit and every session's way into it. @returns whether it was still open
CREATE OR REPLACE FUNCTION sec.end_visit(i uuid, grant_id uuid, who text) RETURNS boolean LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE sessions s SET support_grant_id = NULL, institution_id = NULL WHERE s.institution_id = i AND s.support_grant_id = grant_id;
  UPDATE support_grants g SET state = CASE WHEN who = 'CLOCK' OR g.expires_at <= clock_timestamp() THEN 'EXPIRED' ELSE 'ENDED' END,
      ended_by = CASE WHEN g.expires_at <= clock_timestamp() THEN 'CLOCK' ELSE who END,
      ended_at = least(clock_timestamp(), g.expires_at), updated_at = clock_timestamp()
    WHERE g.institution_id = i AND g.id = grant_id AND (g.state IN ('APPROVED', 'ACTIVE') OR g.state = 'REQUESTED' AND who = 'STAFF');
  RETURN FOUND;
END $$;

-- The visit of a session, as auth.enter answers it. A clock that ran out is written down when somebody comes upon it.
DROP FUNCTION IF EXISTS sec.enter_support(text);
CREATE FUNCTION sec.enter_support(token_hash text)
RETURNS TABLE (context text, institution_id uuid, user_id uuid, role text, institution text, native_name text, time_zone text, weekly_holiday int, hijri_offset int, country text, mushaf text, support jsonb, others boolean)
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE f record;
BEGIN
  SELECT g.institution_id AS i, g.id AS g, g.ticket, g.write, g.expires_at, s.user_id AS u, p.name AS who, n.*, s.seen_at INTO f
  FROM sessions s
  JOIN support_staff p ON p.user_id = s.user_id AND p.ended_at IS NULL
  JOIN support_grants g ON g.institution_id = s.institution_id AND g.id = s.support_grant_id AND g.requested_by = s.user_id
  JOIN institutions n ON n.id = g.institution_id
  WHERE s.token_hash = enter_support.token_hash AND s.ended_at IS NULL AND s.expires_at > clock_timestamp()
    AND sec.fresh('support', s.login_at, s.seen_at) AND s.second_factor_at IS NOT NULL AND s.bound_to IS NULL
    AND g.state = 'ACTIVE' AND n.status = 'OPEN';
  IF NOT FOUND THEN RETURN; END IF;
  IF f.expires_at <= clock_timestamp() THEN
    IF sec.end_visit(f.i, f.g, 'CLOCK') THEN
      PERFORM sec.append(f.i, f.u, 'support', 'support.expired', 'support', f.g, jsonb_build_object('grant', f.g, 'ticket', f.ticket));
    END IF;
    RETURN;
  END IF;
  IF f.seen_at < clock_timestamp() - interval '5 minutes' THEN
    UPDATE sessions s SET seen_at = clock_timestamp() WHERE s.token_hash = enter_support.token_hash;
  END IF;
  RETURN QUERY SELECT sec.context(f.i, f.u, CASE WHEN f.write THEN 'support_write' ELSE 'support' END, NULL,
      jsonb_build_object('grant', f.g, 'ticket', f.ticket), f.expires_at),
    f.i, f.u, CASE WHEN f.write THEN 'support_write' ELSE 'support' END, f.name, f.native_name, f.time_zone, f.weekly_holiday, f.hijri_offset,
    f.country, f.mushaf, jsonb_build_object('grantId', f.g, 'ticket', f.ticket, 'write', f.write, 'name', f.who,
      'until', to_char(f.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')), false;
END $$;

-- Who of HifzPro holds this session, second factor passed. The name comes from HifzPro's own list, never from the person.
CREATE OR REPLACE FUNCTION sec.support_user(token_hash text) RETURNS TABLE (user_id uuid, name text, grant_institution uuid, grant_id uuid, second_factor_at timestamptz)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.user_id, p.name, s.institution_id, s.support_grant_id, s.second_factor_at
  FROM sessions s JOIN support_staff p ON p.user_id = s.user_id AND p.ended_at IS NULL
  WHERE s.token_hash = support_user.token_hash AND s.ended_at IS NULL AND s.expires_at > clock_timestamp()
    AND sec.fresh('support', s.login_at, s.seen_at) AND s.second_factor_at IS NOT NULL AND s.bound_to IS NULL
$$;

CREATE OR REPLACE FUNCTION auth.support_self(token_hash text) RETURNS TABLE (user_id uuid, name text, grant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.user_id, u.name, u.grant_id FROM sec.support_user(support_self.token_hash) u
$$;

-- Takes someone into HifzPro's own staff. Whoever works or has children in an institution needs another account for that.
CREATE OR REPLACE FUNCTION auth.add_support_staff(u uuid, name text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = u AND m.ended_at IS NULL) THEN RETURN false; END IF;
  INSERT INTO support_staff (user_id, name) VALUES (u, add_support_staff.name)
    ON CONFLICT (user_id) DO UPDATE SET name = excluded.name, ended_at = NULL, updated_at = clock_timestamp();
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION auth.end_support_staff(u uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE support_staff p SET ended_at = clock_timestamp(), updated_at = clock_timestamp() WHERE p.user_id = u AND p.ended_at IS NULL;
  UPDATE sessions s SET ended_at = clock_timestamp() WHERE s.user_id = u AND s.ended_at IS NULL;
END $$;

-- Names and states: all that HifzPro's staff see of an institution before it opens its door.
CREATE OR REPLACE FUNCTION auth.support_institutions(token_hash text, q text)
RETURNS TABLE (id uuid, name text, native_name text, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.id, i.name, i.native_name, i.status FROM institutions i
  WHERE EXISTS (SELECT 1 FROM sec.support_user(support_institutions.token_hash))
    AND (q = '' OR strpos(lower(i.name), lower(q)) > 0 OR strpos(coalesce(i.native_name, ''), q) > 0)
  ORDER BY lower(i.name), i.id LIMIT 101
$$;

DROP FUNCTION IF EXISTS auth.support_institution(text, uuid);
CREATE FUNCTION auth.support_institution(token_hash text, institution uuid)
RETURNS TABLE (id uuid, name text, native_name text, status text, emergency boolean, proven boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  -- Proven so lately that a reason can be typed before auth.request_support finds the proof too old.
  SELECT i.id, i.name, i.native_name, i.status, i.emergency_agreed_at IS NOT NULL, u.second_factor_at > clock_timestamp() - interval '5 minutes'
  FROM institutions i, sec.support_user(support_institution.token_hash) u WHERE i.id = institution
$$;

-- In an emergency that the institution agreed to beforehand nobody answers first: the door is open for an hour, to look
-- only, and its admins are told at once (auth.support_addressees). A request of the same person that waits gives way.
-- @returns asked, waiting (the same person already asks there), closed (no such open institution), refused (an emergency
--   that was not agreed to), factor (prove it again before an emergency); null for a stranger
DROP FUNCTION IF EXISTS auth.request_support(text, uuid, uuid, text, text);
CREATE OR REPLACE FUNCTION auth.request_support(token_hash text, id uuid, institution uuid, ticket text, reason text, emergency boolean DEFAULT false) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p record; agreed uuid; waiting uuid;
BEGIN
  SELECT * INTO p FROM sec.support_user(request_support.token_hash);
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT i.emergency_agreed_by INTO agreed FROM institutions i WHERE i.id = request_support.institution AND i.status = 'OPEN';
  IF NOT FOUND THEN RETURN 'closed'; END IF;
  IF request_support.emergency AND agreed IS NULL THEN RETURN 'refused'; END IF;
  IF request_support.emergency AND p.second_factor_at < clock_timestamp() - interval '10 minutes' THEN RETURN 'factor'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('support:' || p.user_id::text, 0));
  -- The same form sent twice is one request.
  PERFORM 1 FROM support_grants g WHERE g.institution_id = request_support.institution AND g.id = request_support.id AND g.requested_by = p.user_id;
  IF FOUND THEN RETURN 'asked'; END IF;
  IF request_support.emergency THEN
    SELECT g.id INTO waiting FROM support_grants g WHERE g.institution_id = request_support.institution AND g.requested_by = p.user_id AND g.state = 'REQUESTED';
    IF FOUND AND sec.end_visit(request_support.institution, waiting, 'STAFF') THEN
      PERFORM sec.append(request_support.institution, p.user_id, 'support', 'support.ended', 'support', waiting, jsonb_build_object('grant', waiting, 'by', 'STAFF'));
    END IF;
  END IF;
  PERFORM 1 FROM support_grants g WHERE g.institution_id = request_support.institution AND g.requested_by = p.user_id
    AND (g.state = 'REQUESTED' AND g.created_at > clock_timestamp() - interval '7 days'
      OR g.state = 'APPROVED' AND g.decided_at > clock_timestamp() - interval '24 hours'
      OR g.state = 'ACTIVE' AND g.expires_at > clock_timestamp());
  IF FOUND THEN RETURN 'waiting'; END IF;
  INSERT INTO support_grants (institution_id, id, ticket, reason, requested_by, requester_name, emergency, state, minutes, decided_by, decided_at)
    VALUES (request_support.institution, request_support.id, request_support.ticket, request_support.reason, p.user_id, p.name,
      request_support.emergency, CASE WHEN request_support.emergency THEN 'APPROVED' ELSE 'REQUESTED' END,
      CASE WHEN request_support.emergency THEN 60 END, CASE WHEN request_support.emergency THEN agreed END,
      CASE WHEN request_support.emergency THEN clock_timestamp() END);
  PERFORM sec.append(request_support.institution, p.user_id, 'support', CASE WHEN request_support.emergency THEN 'support.emergency' ELSE 'support.requested' END,
    'support', request_support.id,
    jsonb_build_object('grant', request_support.id, 'ticket', request_support.ticket, 'name', p.name));
  RETURN 'asked';
END $$;

-- Whom to write to about a request made just now: the institution's own admins. Staff never see these addresses.
DROP FUNCTION IF EXISTS auth.support_addressees(text, uuid);
CREATE FUNCTION auth.support_addressees(token_hash text, grant_id uuid)
RETURNS TABLE (email text, locale text, institution text, requester text, ticket text, reason text, emergency boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.email, i.locale, i.name, g.requester_name, g.ticket, g.reason, g.emergency FROM sec.support_user(support_addressees.token_hash) p
  JOIN support_grants g ON g.id = support_addressees.grant_id AND g.requested_by = p.user_id AND (g.state = 'REQUESTED' OR g.emergency)
    AND g.created_at > clock_timestamp() - interval '1 minute'
  JOIN institutions i ON i.id = g.institution_id
  JOIN memberships m ON m.institution_id = g.institution_id AND m.role = 'admin'
  JOIN users u ON u.id = m.user_id
  WHERE sec.stands(m) AND u.email IS NOT NULL ORDER BY m.created_at LIMIT 20
$$;

CREATE OR REPLACE FUNCTION auth.my_support(token_hash text)
RETURNS TABLE (id uuid, institution_id uuid, institution text, native_name text, ticket text, reason text, state text, write boolean, minutes int, refusal text,
  created_at timestamptz, decided_at timestamptz, starts_at timestamptz, expires_at timestamptz, ended_at timestamptz, ended_by text, here boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.id, g.institution_id, i.name, i.native_name, g.ticket, g.reason, g.state, g.write, g.minutes, g.refusal, g.created_at, g.decided_at, g.starts_at,
    g.expires_at, g.ended_at, g.ended_by, g.id IS NOT DISTINCT FROM p.grant_id
  FROM sec.support_user(my_support.token_hash) p
  JOIN support_grants g ON g.requested_by = p.user_id JOIN institutions i ON i.id = g.institution_id
  ORDER BY g.created_at DESC LIMIT 50
$$;

-- Goes in: an approval of the last 24 hours, confirmed by a second factor of the last ten minutes. A visit that is on may
-- be taken up again by its own person, from one session at a time.
-- @returns in, factor (prove it again), over; null for a stranger
CREATE OR REPLACE FUNCTION auth.begin_support(token_hash text, grant_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p record; g record;
BEGIN
  SELECT * INTO p FROM sec.support_user(begin_support.token_hash);
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT x.* INTO g FROM support_grants x JOIN institutions i ON i.id = x.institution_id AND i.status = 'OPEN'
    WHERE x.id = begin_support.grant_id AND x.requested_by = p.user_id FOR UPDATE OF x;
  IF NOT FOUND OR NOT (g.state = 'APPROVED' AND g.decided_at > clock_timestamp() - interval '24 hours'
      OR g.state = 'ACTIVE' AND g.expires_at > clock_timestamp()) THEN RETURN 'over'; END IF;
  IF p.second_factor_at < clock_timestamp() - interval '10 minutes' THEN RETURN 'factor'; END IF;
  IF g.state = 'APPROVED' THEN
    UPDATE support_grants x SET state = 'ACTIVE', starts_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(mins => x.minutes),
        updated_at = clock_timestamp()
      WHERE x.institution_id = g.institution_id AND x.id = g.id;
  END IF;
  UPDATE sessions s SET support_grant_id = NULL, institution_id = NULL WHERE s.institution_id = g.institution_id AND s.support_grant_id = g.id;
  UPDATE sessions s SET support_grant_id = g.id, institution_id = g.institution_id, membership_id = NULL WHERE s.token_hash = begin_support.token_hash;
  PERFORM sec.append(g.institution_id, p.user_id, 'support', 'support.entered', 'support', g.id,
    jsonb_build_object('grant', g.id, 'ticket', g.ticket, 'name', p.name, 'write', g.write, 'minutes', g.minutes));
  RETURN 'in';
END $$;

-- Their own end of a visit, from whichever session; a request or an approval not needed is given back the same way.
CREATE OR REPLACE FUNCTION auth.end_support(token_hash text, grant_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE p record; g record;
BEGIN
  SELECT * INTO p FROM sec.support_user(end_support.token_hash);
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT x.institution_id, x.id, x.ticket INTO g FROM support_grants x WHERE x.id = end_support.grant_id AND x.requested_by = p.user_id;
  IF NOT FOUND OR NOT sec.end_visit(g.institution_id, g.id, 'STAFF') THEN RETURN false; END IF;
  PERFORM sec.append(g.institution_id, p.user_id, 'support', 'support.ended', 'support', g.id,
    jsonb_build_object('grant', g.id, 'ticket', g.ticket, 'by', 'STAFF'));
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.support_self(text), auth.add_support_staff(uuid, text), auth.end_support_staff(uuid), auth.support_institutions(text, text),
  auth.support_institution(text, uuid),
  auth.request_support(text, uuid, uuid, text, text, boolean), auth.support_addressees(text, uuid), auth.my_support(text), auth.begin_support(text, uuid),
  auth.end_support(text, uuid) TO hifzpro_auth;

-- The institution's answer, by its admin alone. @returns whether the request still waited
CREATE OR REPLACE FUNCTION app.decide_support(grant_id uuid, approve boolean, minutes int, write boolean, refusal text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i uuid := app.institution_id(); t text;
BEGIN
  IF i IS NULL OR app.role() <> 'admin' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not yours to decide'; END IF;
  UPDATE support_grants g SET state = CASE WHEN approve THEN 'APPROVED' ELSE 'REFUSED' END,
      minutes = CASE WHEN approve THEN decide_support.minutes END, write = approve AND decide_support.write,
      refusal = CASE WHEN NOT approve THEN decide_support.refusal END,
      decided_by = app.user_id(), decided_at = clock_timestamp(), updated_at = clock_timestamp()
    WHERE g.institution_id = i AND g.id = decide_support.grant_id AND g.state = 'REQUESTED' AND g.created_at > clock_timestamp() - interval '7 days'
    RETURNING g.ticket INTO t;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM sec.append(i, app.user_id(), app.role(), CASE WHEN approve THEN 'support.approved' ELSE 'support.declined' END, 'support', decide_support.grant_id,
    jsonb_build_object('grant', decide_support.grant_id, 'ticket', t)
      || CASE WHEN approve THEN jsonb_build_object('minutes', decide_support.minutes, 'write', decide_support.write) ELSE '{}' END);
  RETURN true;
END $$;

-- Agrees that HifzPro may come in at once in an emergency, or takes that back; what is open then stays until it is ended.
-- @returns whether anything changed
CREATE OR REPLACE FUNCTION app.agree_emergency(agree boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i uuid := app.institution_id();
BEGIN
  IF i IS NULL OR app.role() <> 'admin' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not yours to agree'; END IF;
  UPDATE institutions n SET emergency_agreed_by = CASE WHEN agree THEN app.user_id() END,
      emergency_agreed_at = CASE WHEN agree THEN clock_timestamp() END, updated_at = clock_timestamp()
    WHERE n.id = i AND (n.emergency_agreed_at IS NOT NULL) <> agree;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM sec.append(i, app.user_id(), app.role(), CASE WHEN agree THEN 'support.emergencyAgreed' ELSE 'support.emergencyWithdrawn' END, 'institution', i, '{}');
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.agree_emergency(boolean) TO hifzpro_app;

-- One button: the visit is over at the staff member's next request. @returns whether it was still open
CREATE OR REPLACE FUNCTION app.end_support(grant_id uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i uuid := app.institution_id(); t text;
BEGIN
  IF i IS NULL OR app.role() <> 'admin' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not yours to end'; END IF;
  SELECT g.ticket INTO t FROM support_grants g WHERE g.institution_id = i AND g.id = end_support.grant_id;
  IF NOT FOUND OR NOT sec.end_visit(i, end_support.grant_id, 'ADMIN') THEN RETURN false; END IF;
  PERFORM sec.append(i, app.user_id(), app.role(), 'support.ended', 'support', end_support.grant_id,
    jsonb_build_object('grant', end_support.grant_id, 'ticket', t, 'by', 'ADMIN'));
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.decide_support(uuid, boolean, int, boolean, text), app.end_support(uuid) TO hifzpro_app;
RESET ROLE;
