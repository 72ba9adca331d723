-- Notes that tell entities apart may be longer, so the views over labels are made again.
DROP VIEW performer_with_rating;
DROP FUNCTION label(performer);
ALTER TABLE performer ALTER note TYPE text;
CREATE FUNCTION label(e performer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT e.name || CASE WHEN e.note <> '' THEN ' (' || left(e.note, 80) || ')' ELSE '' END $$;
CREATE VIEW performer_with_rating AS SELECT e.id, e.gid, label(e) AS label, k.name AS kind, m.rating, m.rating_count FROM performer e LEFT JOIN performer_kind k ON k.id = e.kind_id LEFT JOIN performer_meta m ON m.performer_id = e.id;
GRANT SELECT ON performer_with_rating TO app_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON performer_with_rating TO app_writer;
