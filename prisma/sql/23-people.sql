-- People and roles: the only ways to change a membership. Each checks the asker again under the house's lock and writes
-- its own line of the audit trail, so that no role changes without a trace. HP002: the last admin; HP003: one's own role.
SET ROLE hifzpro_policy;

-- The institution of an admin who stands now. Waiting for the lock takes time in which the asker may have been dismissed:
-- of two admins who dismiss each other the second is refused.
CREATE OR REPLACE FUNCTION sec.house_to_rule() RETURNS uuid LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE i uuid := app.institution_id();
BEGIN
  IF i IS NULL OR app.role() IS DISTINCT FROM 'admin' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not an admin'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('people:' || i::text, 0));
  IF NOT EXISTS (SELECT 1 FROM memberships m WHERE m.institution_id = i AND m.user_id = app.user_id() AND m.role = 'admin' AND sec.stands(m)) THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'no admin any more';
  END IF;
  RETURN i;
END $$;

CREATE OR REPLACE FUNCTION sec.keep_an_admin(i uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('people:' || i::text, 0));
  IF NOT EXISTS (SELECT 1 FROM memberships m WHERE m.institution_id = i AND m.role = 'admin' AND sec.stands(m)) THEN
    RAISE EXCEPTION USING ERRCODE = 'HP002', MESSAGE = 'last admin';
  END IF;
END $$;

-- A membership that the asker may change: of this house, and not the asker's own.
CREATE OR REPLACE FUNCTION sec.member_to_change(membership uuid) RETURNS memberships LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE i uuid := sec.house_to_rule(); m memberships;
BEGIN
  SELECT * INTO m FROM memberships x WHERE x.institution_id = i AND x.id = membership FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'no such member'; END IF;
  IF m.user_id = app.user_id() THEN RAISE EXCEPTION USING ERRCODE = 'HP003', MESSAGE = 'own role'; END IF;
  RETURN m;
END $$;

-- Sessions in this role end for good: a copied cookie stays worthless when the role is given back.
CREATE OR REPLACE FUNCTION sec.end_sessions(i uuid, membership uuid) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE sessions s SET ended_at = clock_timestamp() WHERE s.institution_id = i AND s.membership_id = membership AND s.ended_at IS NULL
$$;

-- The line names the member of staff, where there is one: names live on rows that can be erased, not in the chain.
CREATE OR REPLACE FUNCTION sec.append_member(entry uuid, action text, m memberships, detail jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE person uuid;
BEGIN
  SELECT s.id INTO person FROM staff s WHERE s.institution_id = m.institution_id AND s.user_id = m.user_id ORDER BY s.status, s.created_at LIMIT 1;
  PERFORM audit.append(entry, action, CASE WHEN person IS NULL THEN 'membership' ELSE 'staff' END, coalesce(person, m.id),
    jsonb_strip_nulls(jsonb_build_object('membershipId', m.id) || detail));
END $$;

CREATE OR REPLACE FUNCTION sec.is_office_role(r text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT r IN ('admin', 'campus_admin', 'teacher', 'examiner', 'accountant')
$$;

-- Another role for a member. `drawn` is the row's updated_at as the form saw it. Answers the membership that now stands
-- for the role (an earlier one of the same role is taken up again), or null when someone was faster.
CREATE OR REPLACE FUNCTION app.set_member_role(membership uuid, role text, campus uuid, drawn timestamptz, reason text, entry uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m memberships := sec.member_to_change(membership); other uuid; stands uuid := membership;
BEGIN
  IF NOT sec.is_office_role(m.role) OR NOT sec.is_office_role(set_member_role.role) OR m.ended_at IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'role refused';
  END IF;
  IF m.role = set_member_role.role AND m.campus_id IS NOT DISTINCT FROM campus THEN RETURN m.id; END IF;
  IF m.updated_at <> drawn THEN RETURN NULL; END IF;
  SELECT x.id INTO other FROM memberships x
    WHERE x.institution_id = m.institution_id AND x.user_id = m.user_id AND x.role = set_member_role.role AND x.id <> m.id AND x.ended_at IS NOT NULL;
  IF other IS NULL THEN
    UPDATE memberships x SET role = set_member_role.role, campus_id = campus, updated_at = clock_timestamp()
      WHERE x.institution_id = m.institution_id AND x.id = m.id;
  ELSE
    stands := other;
    UPDATE memberships x SET ended_at = clock_timestamp(), updated_at = clock_timestamp() WHERE x.institution_id = m.institution_id AND x.id = m.id;
    UPDATE memberships x SET ended_at = NULL, suspended_at = m.suspended_at, campus_id = campus, updated_at = clock_timestamp()
      WHERE x.institution_id = m.institution_id AND x.id = other;
  END IF;
  PERFORM sec.end_sessions(m.institution_id, m.id);
  IF m.role = 'admin' THEN PERFORM sec.keep_an_admin(m.institution_id); END IF;
  PERFORM sec.append_member(entry, 'membership.roleChanged', m, jsonb_build_object('reason', reason, 'role', jsonb_build_array(m.role, set_member_role.role))
    || CASE WHEN m.campus_id IS DISTINCT FROM campus THEN jsonb_build_object('campusId', jsonb_build_array(m.campus_id, campus)) ELSE '{}' END);
  RETURN stands;
END $$;

-- active, suspended or dismissed; what is so already stays so without a line. A guardian's role follows the children:
-- it can be suspended, and ends with them. False: there is nothing of the kind to do.
CREATE OR REPLACE FUNCTION app.set_member_state(membership uuid, state text, reason text, entry uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE m memberships := sec.member_to_change(membership); before text;
BEGIN
  before := CASE WHEN m.ended_at IS NOT NULL THEN 'dismissed' WHEN m.suspended_at IS NOT NULL THEN 'suspended' ELSE 'active' END;
  IF before = set_member_state.state THEN RETURN true; END IF;
  IF set_member_state.state NOT IN ('active', 'suspended', 'dismissed') OR (before = 'dismissed' AND set_member_state.state = 'suspended')
    OR (NOT sec.is_office_role(m.role) AND 'dismissed' IN (before, set_member_state.state)) THEN RETURN false; END IF;
  UPDATE memberships x SET updated_at = clock_timestamp(),
      suspended_at = CASE set_member_state.state WHEN 'suspended' THEN clock_timestamp() END,
      ended_at = CASE set_member_state.state WHEN 'dismissed' THEN clock_timestamp() END
    WHERE x.institution_id = m.institution_id AND x.id = m.id;
  IF set_member_state.state <> 'active' THEN PERFORM sec.end_sessions(m.institution_id, m.id); END IF;
  IF set_member_state.state = 'dismissed' THEN
    UPDATE staff_invitations v SET expires_at = clock_timestamp(), updated_at = clock_timestamp() FROM staff s
      WHERE s.institution_id = m.institution_id AND s.user_id = m.user_id AND v.institution_id = s.institution_id AND v.staff_id = s.id
        AND v.role = m.role AND v.accepted_at IS NULL AND v.expires_at > clock_timestamp();
  END IF;
  IF m.role = 'admin' THEN PERFORM sec.keep_an_admin(m.institution_id); END IF;
  PERFORM sec.append_member(entry, 'membership.' || CASE WHEN set_member_state.state = 'suspended' THEN 'suspended' WHEN set_member_state.state = 'dismissed' THEN 'dismissed'
    WHEN before = 'suspended' THEN 'resumed' ELSE 'restored' END, m,
    jsonb_build_object('reason', reason, 'role', m.role, 'state', jsonb_build_array(before, set_member_state.state)));
  RETURN true;
END $$;

-- Out of service: the person's sessions in every role of staff here end with it. False: no such member of staff.
CREATE OR REPLACE FUNCTION app.end_service(staff uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE i uuid := sec.house_to_rule(); u uuid;
BEGIN
  SELECT s.user_id INTO u FROM staff s WHERE s.institution_id = i AND s.id = end_service.staff;
  IF NOT FOUND THEN RETURN false; END IF;
  IF u = app.user_id() THEN RAISE EXCEPTION USING ERRCODE = 'HP003', MESSAGE = 'own role'; END IF;
  UPDATE staff s SET status = 'LEFT', updated_at = clock_timestamp() WHERE s.institution_id = i AND s.id = end_service.staff;
  PERFORM sec.end_sessions(i, m.id) FROM memberships m WHERE m.institution_id = i AND m.user_id = u AND NOT sec.stands(m);
  RETURN true;
END $$;

-- The app itself may write rows of staff; whatever it writes, the house keeps an admin. An operator's repair carries no
-- context and is not held.
CREATE OR REPLACE FUNCTION app.staff_keeps_an_admin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app.institution_id() = OLD.institution_id AND EXISTS (SELECT 1 FROM memberships m
    WHERE m.institution_id = OLD.institution_id AND m.user_id = OLD.user_id AND m.role = 'admin' AND m.ended_at IS NULL) THEN
    PERFORM sec.keep_an_admin(OLD.institution_id);
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION app.staff_keeps_an_admin() TO hifzpro_owner;

-- What the list of people shows of sign-ins: only of members of the asker's own institution, and of what they did in it.
-- Guardians are thousands: one of them is answered for when named.
CREATE OR REPLACE FUNCTION app.member_facts(only_one uuid DEFAULT NULL) RETURNS TABLE (membership_id uuid, second_factor boolean, seen_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app.role() IS DISTINCT FROM 'admin' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not an admin'; END IF;
  RETURN QUERY SELECT m.id, sec.has_factor(m.user_id),
      (SELECT max(s.seen_at) FROM sessions s WHERE s.user_id = m.user_id AND s.institution_id = m.institution_id AND s.membership_id = m.id)
    FROM memberships m WHERE m.institution_id = app.institution_id() AND (m.id = only_one OR (only_one IS NULL AND m.role <> 'guardian'));
END $$;

GRANT EXECUTE ON FUNCTION app.set_member_role(uuid, text, uuid, timestamptz, text, uuid), app.set_member_state(uuid, text, text, uuid),
  app.end_service(uuid), app.member_facts(uuid) TO hifzpro_app;
RESET ROLE;

-- Citus knows no triggers on distributed tables; there the definers above are the whole fence.
SET ROLE hifzpro_owner;
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'citus') THEN
    CREATE OR REPLACE TRIGGER keep_an_admin AFTER UPDATE OR DELETE ON public.staff
      FOR EACH ROW WHEN (OLD.user_id IS NOT NULL) EXECUTE FUNCTION app.staff_keeps_an_admin();
  END IF;
END $$;
RESET ROLE;
