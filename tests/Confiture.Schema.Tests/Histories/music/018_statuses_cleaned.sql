-- Withdrawn and expunged are one thing.
DROP MATERIALIZED VIEW performer_release;
DROP VIEW official_release;
DROP VIEW release_overview;
ALTER TABLE release ALTER status DROP DEFAULT;
ALTER TYPE release_status RENAME TO release_status_old;
CREATE TYPE release_status AS ENUM ('official', 'promotion', 'bootleg', 'cancelled', 'withdrawn');
ALTER TABLE release ALTER status TYPE release_status USING CASE status WHEN 'expunged' THEN 'withdrawn' ELSE status::text END::release_status;
ALTER TABLE release ALTER status SET DEFAULT 'official';
DROP TYPE release_status_old;
CREATE VIEW release_overview AS SELECT r.id, r.gid, r.name, credit_text(r.credit_id) AS credit, f.name AS family, r.status, (SELECT count(*) FROM medium m WHERE m.release_id = r.id) AS media FROM release r LEFT JOIN release_family f ON f.id = r.family_id;
CREATE VIEW official_release AS SELECT id, gid, name, credit FROM release_overview WHERE status = 'official';
CREATE MATERIALIZED VIEW performer_release AS SELECT n.performer_id, r.id AS release_id, r.status, e.released FROM release r JOIN performer_credit_name n ON n.credit_id = r.credit_id LEFT JOIN earliest_event e ON e.release_id = r.id WITH NO DATA;
CREATE UNIQUE INDEX performer_release_key ON performer_release (performer_id, release_id);
GRANT SELECT ON release_overview, official_release, performer_release TO app_reader;
