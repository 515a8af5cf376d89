-- Logins and owners, run by a superuser (the embedded server, or the operator once). Idempotent; cluster-wide, so not
-- a migration. Passwords and CREATE DATABASE are the launcher's.
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['hifzpro_owner', 'hifzpro_policy'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', r); END IF;
  END LOOP;
  FOREACH r IN ARRAY ARRAY['hifzpro_migrate', 'hifzpro_app', 'hifzpro_auth', 'hifzpro_worker', 'hifzpro_support',
    'hifzpro_support_write', 'hifzpro_listen', 'hifzpro_backup'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN EXECUTE format('CREATE ROLE %I LOGIN', r); END IF;
    EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', r,
      CASE r WHEN 'hifzpro_migrate' THEN '10min' WHEN 'hifzpro_backup' THEN '0' ELSE '10s' END);
    EXECUTE format('ALTER ROLE %I SET lock_timeout = ''3s''', r);
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = ''15s''', r);
  END LOOP;
END $$;
-- pg_stat_activity shows a login its own other sessions' statements, and the context travels in one of them.
ALTER ROLE hifzpro_app SET track_activities = off;
ALTER ROLE hifzpro_support SET track_activities = off;
ALTER ROLE hifzpro_support_write SET track_activities = off;
-- A dump under row-level security would be partial without a word. This login reads everything and writes nothing.
ALTER ROLE hifzpro_backup BYPASSRLS;
ALTER ROLE hifzpro_backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO hifzpro_backup;
GRANT hifzpro_owner, hifzpro_policy, hifzpro_worker TO hifzpro_migrate;
ALTER ROLE hifzpro_migrate CREATEDB;
-- Without this default the migrating login itself would own the tables.
ALTER ROLE hifzpro_migrate SET role = 'hifzpro_owner';
