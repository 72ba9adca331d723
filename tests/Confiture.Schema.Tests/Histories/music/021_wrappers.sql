-- Listening counts come from another server.
CREATE FOREIGN DATA WRAPPER listens VALIDATOR postgresql_fdw_validator;
CREATE SERVER listens TYPE 'counts' VERSION '2' FOREIGN DATA WRAPPER listens OPTIONS (host '127.0.0.1', dbname 'listens');
CREATE USER MAPPING FOR app_reader SERVER listens OPTIONS (user 'music');
CREATE FOREIGN TABLE counts.listen (recording_gid gid NOT NULL, day date NOT NULL, listens bigint DEFAULT 0) SERVER listens;
CREATE VIEW counts.popular AS SELECT r.id, r.name, sum(l.listens) AS listens FROM recording r JOIN counts.listen l ON l.recording_gid = r.gid GROUP BY r.id;
GRANT USAGE ON FOREIGN DATA WRAPPER listens TO app_reader;
GRANT USAGE ON FOREIGN SERVER listens TO app_reader;
GRANT SELECT ON counts.popular TO app_reader;
COMMENT ON FOREIGN TABLE counts.listen IS 'By day';
