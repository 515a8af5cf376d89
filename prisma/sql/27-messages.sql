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

-- A guardian's own wishes (P24, P37): language, kinds, stop or start, about each of the children at once. Only the person
-- whose rows these are; whom the institution has not authorised stays unauthorised. Answers whether messages were stopped before.
CREATE OR REPLACE FUNCTION app.set_message_wishes(language text, muted text[], stopped boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE before boolean;
BEGIN
  IF app.role() IS DISTINCT FROM 'guardian' THEN RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not a guardian'; END IF;
  UPDATE guardians g SET language = set_message_wishes.language, muted_kinds = muted, updated_at = clock_timestamp()
    WHERE g.institution_id = app.institution_id() AND g.id = ANY (app.guardian_ids());
  SELECT coalesce(bool_or(s.opted_out_at IS NOT NULL), false) INTO before FROM guardianships s
    WHERE s.institution_id = app.institution_id() AND s.guardian_id = ANY (app.guardian_ids());
  UPDATE guardianships s SET opted_out_at = CASE WHEN stopped THEN clock_timestamp() END, updated_at = clock_timestamp()
    WHERE s.institution_id = app.institution_id() AND s.guardian_id = ANY (app.guardian_ids()) AND (s.opted_out_at IS NOT NULL) <> stopped;
  RETURN before;
END $$;
GRANT EXECUTE ON FUNCTION app.set_message_wishes(text, text[], boolean) TO hifzpro_app;
RESET ROLE;
