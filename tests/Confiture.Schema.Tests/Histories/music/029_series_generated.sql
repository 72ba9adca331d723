-- Lengths and search columns are generated.
ALTER TABLE recording ADD COLUMN length_s numeric GENERATED ALWAYS AS (length_ms / 1000.0) STORED;
ALTER TABLE venue ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('public.music', name || ' ' || coalesce(address, ''))) STORED;
CREATE INDEX venue_words_idx ON venue USING gin (search);
CREATE VIEW long_recording AS SELECT id, name, length_s FROM recording WHERE length_s > 1200;
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal));
CREATE MATERIALIZED VIEW counts.by_kind AS SELECT k.name, count(*) AS releases FROM release r JOIN release_kind k ON k.id = r.kind_id GROUP BY k.name;
CREATE UNIQUE INDEX by_kind_name_idx ON counts.by_kind (name);
