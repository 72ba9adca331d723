-- Mirrors follow by logical replication.
CREATE PUBLICATION mirror_core FOR TABLE performer, recording, release, release_family, composition, imprint, track, medium WITH (publish = 'insert, update, delete');
CREATE PUBLICATION mirror_statistics FOR TABLE statistics.number, statistics.change WITH (publish_via_partition_root = true);
ALTER TABLE tag_relation REPLICA IDENTITY FULL;
CREATE UNIQUE INDEX isrc_code_idx ON isrc (isrc, recording_id, id);
ALTER TABLE performer REPLICA IDENTITY USING INDEX performer_gid_idx;
COMMENT ON PUBLICATION mirror_core IS 'What mirrors cannot do without';
