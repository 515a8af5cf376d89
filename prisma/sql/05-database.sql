-- Inside the database, by a superuser: who may make schemas, and the one extension.
CREATE EXTENSION IF NOT EXISTS pgcrypto;
DO $$ BEGIN
  EXECUTE format('GRANT CREATE, CONNECT ON DATABASE %I TO hifzpro_owner, hifzpro_policy, hifzpro_worker', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO hifzpro_migrate', current_database());
  -- A temporary table comes before every schema: whoever could make one could stand it before a definer function.
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO hifzpro_owner', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO hifzpro_owner;
GRANT USAGE ON SCHEMA public TO hifzpro_app, hifzpro_support, hifzpro_support_write, hifzpro_policy;
-- The worker's own schema must exist before the functions that add jobs to it.
CREATE SCHEMA IF NOT EXISTS graphile_worker AUTHORIZATION hifzpro_worker;
