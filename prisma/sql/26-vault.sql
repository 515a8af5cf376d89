-- Data keys of the vault, wrapped: whoever reads them here still lacks the master key. Rotation works as hifzpro_policy.
SET ROLE hifzpro_policy;

-- The key that an owner seals with now; owner NULL is the platform.
CREATE OR REPLACE FUNCTION auth.data_key(owner uuid) RETURNS TABLE (id uuid, wrapped text, master_key_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.id, k.wrapped, k.master_key_id FROM data_keys k
  WHERE k.owner IS NOT DISTINCT FROM data_key.owner AND k.retired_at IS NULL ORDER BY k.created_at DESC, k.id DESC LIMIT 1
$$;

-- Stores an owner's first key unless somebody was faster; answers with the one that counts.
CREATE OR REPLACE FUNCTION auth.first_data_key(owner uuid, new_id uuid, new_wrapped text, master text)
RETURNS TABLE (id uuid, wrapped text, master_key_id text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('data key:' || coalesce(first_data_key.owner::text, ''), 0));
  IF NOT EXISTS (SELECT 1 FROM data_keys k WHERE k.owner IS NOT DISTINCT FROM first_data_key.owner AND k.retired_at IS NULL) THEN
    INSERT INTO data_keys (id, owner, wrapped, master_key_id)
      VALUES (new_id, first_data_key.owner, new_wrapped, master);
  END IF;
  RETURN QUERY SELECT * FROM auth.data_key(first_data_key.owner);
END $$;

-- A key that a sealed value names; only with the owner to whom the value belongs.
CREATE OR REPLACE FUNCTION auth.old_data_key(owner uuid, key_id uuid) RETURNS TABLE (id uuid, wrapped text, master_key_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.id, k.wrapped, k.master_key_id FROM data_keys k WHERE k.owner IS NOT DISTINCT FROM old_data_key.owner AND k.id = old_data_key.key_id
$$;
GRANT EXECUTE ON FUNCTION auth.data_key(uuid), auth.first_data_key(uuid, uuid, text, text), auth.old_data_key(uuid, uuid) TO hifzpro_auth;
RESET ROLE;

-- For /api/ready: are all these migrations in place? Prisma's own table is the owner's.
SET ROLE hifzpro_owner;
CREATE OR REPLACE FUNCTION public.migrations_done() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT array_agg(m.migration_name::text) FROM _prisma_migrations m WHERE m.finished_at IS NOT NULL
$$;
REVOKE ALL ON FUNCTION public.migrations_done() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.migrations_done() TO hifzpro_policy;
RESET ROLE;
SET ROLE hifzpro_policy;
CREATE OR REPLACE FUNCTION auth.migrated(wanted text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT wanted <@ public.migrations_done() $$;
GRANT EXECUTE ON FUNCTION auth.migrated(text[]) TO hifzpro_auth;
RESET ROLE;
