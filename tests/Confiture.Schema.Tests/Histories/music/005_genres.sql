-- Some tags are genres, with styles behind them.
CREATE TABLE genre (id serial PRIMARY KEY, gid gid NOT NULL DEFAULT gen_random_uuid(), name text COLLATE musical NOT NULL, style_id integer REFERENCES style, tag_id integer UNIQUE REFERENCES tag, updated_at timestamptz DEFAULT now());
CREATE UNIQUE INDEX genre_gid_idx ON genre (gid);
CREATE UNIQUE INDEX genre_name_idx ON genre (lower(name));
CREATE TABLE genre_alias (id serial PRIMARY KEY, genre_id integer NOT NULL REFERENCES genre, name text NOT NULL, locale text);
CREATE VIEW genre_use AS SELECT g.id, g.name, t.uses FROM genre g JOIN tag t ON t.id = g.tag_id;
CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON genre FOR EACH ROW EXECUTE FUNCTION statistics.note_change();
GRANT SELECT ON genre, genre_alias, genre_use TO app_reader;
