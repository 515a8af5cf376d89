-- Webhooks of WhatsApp's providers come from nobody who is signed in. Each finds its institution here, and its events
-- into the institution's inbox with a job to work on them; nothing else can be done or read by this way.
SET ROLE hifzpro_policy;

-- The channels that a delivery of Meta's may be for, by the ids it names; the caller checks the signature with their
-- sealed secrets. An id that nobody entered answers no row.
CREATE OR REPLACE FUNCTION auth.meta_channels(ids text[]) RETURNS TABLE (institution_id uuid, id uuid, phone_number_id text, business_id text, app_secret text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.institution_id, c.id, c.phone_number_id, c.business_id, c.app_secret FROM message_channels c
  JOIN institutions i ON i.id = c.institution_id AND i.status = 'OPEN'
  WHERE c.provider = 'META' AND c.app_secret IS NOT NULL AND (c.phone_number_id = ANY (ids) OR c.business_id = ANY (ids)) LIMIT 20
$$;

-- UltraMsg signs nothing: a long secret in the address tells whose it is.
CREATE OR REPLACE FUNCTION auth.ultramsg_channel(hook_hash text) RETURNS TABLE (institution_id uuid, instance text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.institution_id, c.instance FROM message_channels c
  JOIN institutions i ON i.id = c.institution_id AND i.status = 'OPEN'
  WHERE c.provider = 'ULTRAMSG' AND c.hook_hash = ultramsg_channel.hook_hash
$$;

-- Keeps events `[{id, key, payload}]`, each once however often it comes, and has them worked on. @returns how many were new
CREATE OR REPLACE FUNCTION auth.take_events(institution uuid, provider text, events jsonb) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE fresh int; payload jsonb;
BEGIN
  INSERT INTO message_events (institution_id, id, provider, event_key, payload)
    SELECT take_events.institution, e.id, take_events.provider, e.key, e.payload
    FROM jsonb_to_recordset(events) AS e(id uuid, key text, payload jsonb)
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS fresh = ROW_COUNT;
  -- Providers repeat themselves for seven days; after that the names of what was seen are of no use.
  DELETE FROM message_events e WHERE e.institution_id = take_events.institution AND e.done_at < clock_timestamp() - interval '10 days';
  IF fresh > 0 THEN
    payload := jsonb_build_object('institution', institution, 'user', NULL, 'role', 'system', 'ids', '{}'::jsonb);
    PERFORM graphile_worker.hifzpro_add('messages.inbox', (payload || jsonb_build_object('seal', sec.seal('messages.inbox', payload)))::json,
      NULL, NULL, concat_ws(':', institution, 'messages.inbox', 'inbox'));
  END IF;
  RETURN fresh;
END $$;
GRANT EXECUTE ON FUNCTION auth.meta_channels(text[]), auth.ultramsg_channel(text), auth.take_events(uuid, text, jsonb) TO hifzpro_auth;

-- A guardian's own wishes (P24, P37): language, kinds, stop or start, letters or WhatsApp (NULL: as it was), about each of
-- the children at once.
-- Only the person whose rows these are; whom the institution has not authorised stays unauthorised, and what the office
-- noted about one child stays noted. Answers whether messages were stopped before.
DROP FUNCTION IF EXISTS app.set_message_wishes(text, text[], boolean);
CREATE OR REPLACE FUNCTION app.set_message_wishes(language text, muted text[], stopped boolean, letters boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE before boolean; m timestamptz := clock_timestamp();
BEGIN
  IF app.role() IS DISTINCT FROM 'guardian' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not a guardian'; END IF;
  SELECT coalesce(bool_or(g.stopped_at IS NOT NULL), false) INTO before FROM guardians g
    WHERE g.institution_id = app.institution_id() AND g.id = ANY (app.guardian_ids());
  UPDATE guardians g SET language = set_message_wishes.language, muted_kinds = muted, by_letter = coalesce(letters, g.by_letter), updated_at = m,
      stopped_at = CASE WHEN stopped IS NULL THEN g.stopped_at WHEN stopped THEN coalesce(g.stopped_at, m) END,
      resumed_at = CASE WHEN NOT stopped AND g.stopped_at IS NOT NULL THEN m ELSE g.resumed_at END
    WHERE g.institution_id = app.institution_id() AND g.id = ANY (app.guardian_ids());
  RETURN before;
END $$;
-- Somebody answered that a number is the wrong one: who signed in by it is no guardian of these children. An account that
-- stands on the row by another number or by its address stays; the next code of a number that stands joins again.
CREATE OR REPLACE FUNCTION app.unlink_number(phone text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF app.role() IS DISTINCT FROM 'system' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not the inbox'; END IF;
  UPDATE guardians g SET user_id = NULL, updated_at = clock_timestamp() FROM guardian_contacts k, users u
    WHERE k.institution_id = app.institution_id() AND k.kind = 'PHONE' AND k.value = unlink_number.phone
      AND g.institution_id = k.institution_id AND g.id = k.guardian_id AND u.id = g.user_id
      AND NOT EXISTS (SELECT 1 FROM guardian_contacts o WHERE o.institution_id = g.institution_id AND o.guardian_id = g.id
        AND o.value <> k.value AND (o.value = u.phone OR lower(o.value) = u.email) AND NOT sec.number_wrong(o.institution_id, o.value));
END $$;

-- Marks of wrong numbers are kept by number, which belongs to no campus. Who sees one is said by the guardians on whom it
-- stands: the office's head and a visit all of them, a campus its own.
CREATE OR REPLACE FUNCTION app.wrong_numbers() RETURNS TABLE (guardian_id uuid, id uuid, phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.guardian_id, n.id, n.phone FROM message_numbers n
  JOIN guardian_contacts k ON k.institution_id = n.institution_id AND k.kind = 'PHONE' AND k.value = n.phone
  WHERE n.institution_id = (SELECT app.institution_id()) AND n.wrong_at IS NOT NULL AND CASE (SELECT app.role())
    WHEN 'admin' THEN true WHEN 'support' THEN true WHEN 'support_write' THEN true
    WHEN 'campus_admin' THEN k.guardian_id = ANY ((SELECT app.guardian_ids())::uuid[]) ELSE false END
$$;
-- The office says that a number is right after all. Answers whether it was marked; NULL where it stands on no guardian whom
-- this office sees.
CREATE OR REPLACE FUNCTION app.confirm_number(guardian uuid, number uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF coalesce(app.role(), '') NOT IN ('admin', 'campus_admin') THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not the office'; END IF;
  IF NOT EXISTS (SELECT 1 FROM message_numbers n
      JOIN guardian_contacts k ON k.institution_id = n.institution_id AND k.kind = 'PHONE' AND k.value = n.phone AND k.guardian_id = guardian
      WHERE n.institution_id = app.institution_id() AND n.id = number AND (app.role() = 'admin' OR guardian = ANY (app.guardian_ids())))
    THEN RETURN NULL; END IF;
  UPDATE message_numbers n SET wrong_at = NULL, updated_at = clock_timestamp()
    WHERE n.institution_id = app.institution_id() AND n.id = number AND n.wrong_at IS NOT NULL;
  RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION app.wrong_numbers() TO hifzpro_app, hifzpro_support, hifzpro_support_write;
GRANT EXECUTE ON FUNCTION app.confirm_number(uuid, uuid) TO hifzpro_app;
GRANT EXECUTE ON FUNCTION app.unlink_number(text) TO hifzpro_app;
GRANT EXECUTE ON FUNCTION app.set_message_wishes(text, text[], boolean, boolean) TO hifzpro_app;
RESET ROLE;
