-- A role that may read what ECHO pulls, and nothing else. Run it as an owner of the schema; then give it a password with
--   \password echo_reader
-- and put the address into the environment: WAREHOUSE_URL=postgresql://echo_reader:PASSWORD@HOST:5432/DATABASE
--
-- Change: `analytics` (the schema) and the two tables. Granting on views that hold the needed columns only keeps personal data out.
CREATE ROLE echo_reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 3;

GRANT USAGE ON SCHEMA analytics TO echo_reader;
GRANT SELECT ON analytics.events, analytics.accounts TO echo_reader;

-- ECHO sets these itself for its session; so they hold whoever uses the role.
ALTER ROLE echo_reader SET default_transaction_read_only = on;
ALTER ROLE echo_reader SET statement_timeout = '15min';
ALTER ROLE echo_reader SET idle_in_transaction_session_timeout = '5min';
