-- New tables can be read by mirrors.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO app_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA link GRANT ALL ON TABLES TO app_writer;
ALTER DEFAULT PRIVILEGES FOR ROLE owner_role IN SCHEMA editing GRANT EXECUTE ON FUNCTIONS TO app_writer;
DO $$ BEGIN EXECUTE format('ALTER ROLE app_reader IN DATABASE %I SET search_path = public, link', current_database()); END $$;
CREATE TABLE link.performer_url (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES performer, entity1_id integer NOT NULL REFERENCES url, updated_at timestamptz DEFAULT now());
CREATE TABLE link.release_url (id serial PRIMARY KEY, link_id integer NOT NULL REFERENCES link.link, entity0_id integer NOT NULL REFERENCES release, entity1_id integer NOT NULL REFERENCES url, updated_at timestamptz DEFAULT now());
CREATE TRIGGER touch BEFORE UPDATE ON link.performer_url FOR EACH ROW EXECUTE FUNCTION link.touch();
CREATE TRIGGER touch BEFORE UPDATE ON link.release_url FOR EACH ROW EXECUTE FUNCTION link.touch();
