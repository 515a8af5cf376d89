-- Sign-in slips: an office prints one for a guardian or an ustadh who has no way to a code (WALLS.md). The paper opens
-- the house that printed it and no other, whatever else the account holds, and never an account that has, or must have, a
-- second factor. Whether it must have one elsewhere, nobody who prints is told.
SET ROLE hifzpro_policy;

-- Whether everything that the account (or, before it has one, the person's row) opens in the house by a slip lies in this campus.
CREATE OR REPLACE FUNCTION sec.within_campus(i uuid, u uuid, person uuid, campus uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT NOT EXISTS (SELECT 1 FROM memberships m WHERE m.institution_id = i AND m.user_id = u AND m.ended_at IS NULL AND m.role NOT IN ('teacher', 'guardian'))
    AND NOT EXISTS (SELECT 1 FROM guardians g JOIN guardianships k ON k.institution_id = g.institution_id AND k.guardian_id = g.id
      WHERE g.institution_id = i AND (g.id = person OR g.user_id = u) AND k.campus_id <> campus)
    AND NOT EXISTS (SELECT 1 FROM staff s JOIN halqa_teachers t ON t.institution_id = s.institution_id AND t.staff_id = s.id AND t.to_date IS NULL
      JOIN halqas h ON h.institution_id = t.institution_id AND h.id = t.halqa_id
      WHERE s.institution_id = i AND (s.id = person OR s.user_id = u) AND h.campus_id <> campus)
$$;

-- The person's account here, if the row has one. A row that is not there, or of somebody who left, answers nothing.
CREATE OR REPLACE FUNCTION sec.slip_person(i uuid, kind text, person uuid) RETURNS TABLE (user_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT g.user_id FROM guardians g WHERE slip_person.kind = 'guardian' AND g.institution_id = i AND g.id = person
  UNION ALL SELECT s.user_id FROM staff s WHERE slip_person.kind = 'staff' AND s.institution_id = i AND s.id = person AND s.status = 'ACTIVE'
$$;

-- What the person types beside the code: a number or an address that the house keeps of them. Who has no account yet gets one
-- by a number, as by a code.
CREATE OR REPLACE FUNCTION sec.slip_login(i uuid, kind text, person uuid, login text, numbers_only boolean) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM guardian_contacts c WHERE slip_login.kind = 'guardian' AND c.institution_id = i AND c.guardian_id = person
      AND lower(c.value) = login AND (c.kind = 'PHONE' OR NOT numbers_only) AND NOT sec.number_wrong(i, c.value)
    UNION ALL SELECT 1 FROM staff_contacts c WHERE slip_login.kind = 'staff' AND c.institution_id = i AND c.staff_id = person
      AND lower(c.value) = login AND (c.kind = 'PHONE' OR NOT numbers_only))
$$;

-- Why no slip is printed for this person; null when one may be. Asks of nothing but this house: it is the same for who works
-- or has children elsewhere.
CREATE OR REPLACE FUNCTION sec.slip_refusal(i uuid, kind text, person uuid, login text, campus uuid) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE u uuid; held int; open int; invited boolean;
BEGIN
  SELECT p.user_id INTO u FROM sec.slip_person(i, slip_refusal.kind, person) p;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  IF EXISTS (SELECT 1 FROM memberships m WHERE m.institution_id = i AND m.user_id = u AND m.ended_at IS NULL AND m.role IN ('admin', 'campus_admin')) THEN RETURN 'office'; END IF;
  IF sec.has_factor(u) THEN RETURN 'factor'; END IF;
  IF campus IS NOT NULL AND NOT sec.within_campus(i, u, person, campus) THEN RETURN 'campus'; END IF;
  IF NOT sec.slip_login(i, slip_refusal.kind, person, login, u IS NULL) THEN RETURN 'contact'; END IF;
  invited := slip_refusal.kind = 'staff' AND EXISTS (SELECT 1 FROM sec.phone_invitations(login) v
    WHERE v.institution_id = i AND v.staff_id = person AND coalesce(v.user_id = u, true));
  SELECT count(*), count(*) FILTER (WHERE sec.stands(m) OR (m.role = 'guardian' AND m.suspended_at IS NULL)) INTO held, open FROM memberships m
    WHERE m.institution_id = i AND m.user_id = u AND sec.slip_role(m.role) AND (m.role = 'guardian') = (slip_refusal.kind = 'guardian');
  IF held > 0 AND open = 0 AND NOT invited THEN RETURN 'closed'; END IF;
  IF slip_refusal.kind = 'staff' AND held = 0 AND NOT invited THEN RETURN 'invite'; END IF;
  RETURN NULL;
END $$;

-- The office that asks: its house and, of a campus office, its campus; none whose role has ended meanwhile, nor for a person
-- beyond the own campus.
CREATE OR REPLACE FUNCTION sec.slip_desk(kind text, person uuid) RETURNS TABLE (i uuid, campus uuid)
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE r text := app.role(); house uuid := app.institution_id();
BEGIN
  IF house IS NULL OR coalesce(r NOT IN ('admin', 'campus_admin'), true) OR NOT EXISTS (SELECT 1 FROM memberships m
      WHERE m.institution_id = house AND m.user_id = app.user_id() AND m.role = r AND sec.stands(m)) THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not an office';
  END IF;
  IF r = 'campus_admin' AND NOT (person = ANY (CASE slip_desk.kind WHEN 'guardian' THEN app.guardian_ids() ELSE app.staff_ids() END)) THEN RETURN; END IF;
  RETURN QUERY SELECT house, CASE r WHEN 'campus_admin' THEN (app.campus_ids())[1] END;
END $$;

-- What the page says before one is printed: why not, and what became of the last one. No row: no such person here.
CREATE OR REPLACE FUNCTION app.slip_facts(kind text, person uuid, login text) RETURNS TABLE (refusal text, printed_at timestamptz, expires_at timestamptz, used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT sec.slip_refusal(d.i, slip_facts.kind, person, slip_facts.login, d.campus), l.created_at, l.expires_at, l.used_at
  FROM sec.slip_desk(slip_facts.kind, person) d
  LEFT JOIN LATERAL (SELECT x.* FROM sign_in_slips x WHERE x.institution_id = d.i AND x.person_id = person AND x.kind = slip_facts.kind AND x.ended_at IS NULL
    ORDER BY x.created_at DESC LIMIT 1) l ON true
$$;

-- Prints: a newer slip ends the one before. Answers why not, or null and until when it is good.
CREATE OR REPLACE FUNCTION app.print_slip(id uuid, kind text, person uuid, login text, code_hash text, entry uuid) RETURNS TABLE (refusal text, until timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE d record; why text; good timestamptz := date_trunc('milliseconds', clock_timestamp()) + interval '48 hours';
BEGIN
  SELECT * INTO d FROM sec.slip_desk(print_slip.kind, person);
  IF NOT FOUND THEN RETURN QUERY SELECT 'unknown', NULL::timestamptz; RETURN; END IF;
  why := sec.slip_refusal(d.i, print_slip.kind, person, print_slip.login, d.campus);
  IF why IS NOT NULL THEN RETURN QUERY SELECT why, NULL::timestamptz; RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('slip:' || person::text, 0));
  UPDATE sign_in_slips x SET ended_at = clock_timestamp() WHERE x.institution_id = d.i AND x.person_id = person AND x.used_at IS NULL AND x.ended_at IS NULL;
  INSERT INTO sign_in_slips (id, institution_id, kind, person_id, campus_id, code_hash, printed_by, expires_at)
    VALUES (print_slip.id, d.i, print_slip.kind, person, d.campus, print_slip.code_hash, app.user_id(), good);
  PERFORM audit.append(entry, 'slips.printed', print_slip.kind, person, '{}');
  RETURN QUERY SELECT NULL::text, good;
END $$;
GRANT EXECUTE ON FUNCTION app.slip_facts(text, uuid, text), app.print_slip(uuid, text, uuid, text, text, uuid) TO hifzpro_app;

-- Whom to tell that a slip was printed: the account's own address, which no office sees. Only just now, and never the owner of
-- a number that somebody merely typed.
CREATE OR REPLACE FUNCTION auth.slip_addressee(id uuid) RETURNS TABLE (email text, institution text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.email, n.name FROM sign_in_slips l JOIN institutions n ON n.id = l.institution_id
  CROSS JOIN LATERAL sec.slip_person(l.institution_id, l.kind, l.person_id) p JOIN users u ON u.id = p.user_id
  WHERE l.id = slip_addressee.id AND u.email IS NOT NULL AND l.created_at > clock_timestamp() - interval '1 minute'
$$;

-- The membership that a right slip opens, after the person's row has its account: what a proven number would open
-- (sec.link_number), of this one row in this one house. HP004 takes all of it back.
CREATE OR REPLACE FUNCTION sec.open_by_slip(l sign_in_slips, login text, new_user uuid) RETURNS memberships
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE u uuid; m memberships; v record;
BEGIN
  SELECT p.user_id INTO u FROM sec.slip_person(l.institution_id, l.kind, l.person_id) p;
  IF u IS NULL THEN u := auth.register_user(new_user, NULL, login, NULL); END IF;
  IF sec.has_factor(u) OR sec.must_have_factor(u) OR (l.campus_id IS NOT NULL AND NOT sec.within_campus(l.institution_id, u, l.person_id, l.campus_id)) THEN
    RAISE EXCEPTION USING ERRCODE = 'HP004', MESSAGE = 'no slip opens this account';
  END IF;
  IF l.kind = 'guardian' THEN
    UPDATE guardians g SET user_id = u WHERE g.institution_id = l.institution_id AND g.id = l.person_id AND g.user_id IS NULL;
    INSERT INTO memberships (institution_id, id, user_id, role) VALUES (l.institution_id, gen_random_uuid(), u, 'guardian')
      ON CONFLICT (institution_id, user_id, role) DO UPDATE SET ended_at = NULL;
  ELSE
    FOR v IN SELECT * FROM sec.phone_invitations(login) p
        WHERE p.institution_id = l.institution_id AND p.staff_id = l.person_id AND coalesce(p.user_id = u, true) LOOP
      PERFORM sec.accept_by_number(u, v.institution_id, v.id, v.staff_id, v.role);
    END LOOP;
  END IF;
  SELECT x.* INTO m FROM memberships x WHERE x.institution_id = l.institution_id AND x.user_id = u AND sec.slip_role(x.role)
    AND (x.role = 'guardian') = (l.kind = 'guardian') AND sec.stands(x) ORDER BY array_position(ARRAY['teacher', 'examiner', 'accountant'], x.role) LIMIT 1;
  IF NOT FOUND THEN RAISE EXCEPTION USING ERRCODE = 'HP004', MESSAGE = 'no role stands'; END IF;
  RETURN m;
END $$;

-- A right slip opens a session that is bound to its house: once, within its time, for the number or address that it was printed
-- for while the house still keeps that of the person. What is not right leaves no trace and does not say why.
CREATE OR REPLACE FUNCTION auth.use_slip(code_hash text, login text, new_user uuid, token_hash text, lifetime interval, device text)
RETURNS TABLE (person uuid, role text, email text, institution text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE l sign_in_slips; m memberships; agent text := left(coalesce(use_slip.device, ''), 60);
BEGIN
  SELECT x.* INTO l FROM sign_in_slips x JOIN institutions n ON n.id = x.institution_id AND n.status = 'OPEN'
    WHERE x.code_hash = use_slip.code_hash AND x.used_at IS NULL AND x.ended_at IS NULL AND x.expires_at > clock_timestamp() FOR UPDATE OF x;
  IF NOT FOUND OR sec.slip_refusal(l.institution_id, l.kind, l.person_id, use_slip.login, l.campus_id) IS NOT NULL THEN RETURN; END IF;
  BEGIN
    m := sec.open_by_slip(l, use_slip.login, new_user);
  EXCEPTION WHEN SQLSTATE 'HP004' THEN RETURN;
  END;
  UPDATE sign_in_slips x SET used_at = clock_timestamp() WHERE x.id = l.id;
  INSERT INTO sessions (token_hash, user_id, institution_id, membership_id, bound_to, expires_at, device)
    VALUES (use_slip.token_hash, m.user_id, m.institution_id, m.id, m.institution_id, clock_timestamp() + use_slip.lifetime, agent);
  PERFORM sec.append(m.institution_id, m.user_id, m.role, 'slips.used', l.kind, l.person_id,
    CASE WHEN agent = '' THEN '{}' ELSE jsonb_build_object('device', agent) END);
  RETURN QUERY SELECT u.id, m.role, u.email, n.name FROM users u, institutions n WHERE u.id = m.user_id AND n.id = m.institution_id;
END $$;
GRANT EXECUTE ON FUNCTION auth.slip_addressee(uuid), auth.use_slip(text, text, uuid, text, interval, text) TO hifzpro_auth;
RESET ROLE;
