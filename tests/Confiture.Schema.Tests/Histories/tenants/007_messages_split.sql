-- Eight parts of the messages become sixteen; the messages are copied by another tool.
DROP TABLE chat.message_7;
CREATE TABLE chat.message_7 PARTITION OF chat.message FOR VALUES WITH (MODULUS 16, REMAINDER 7);
CREATE TABLE chat.message_15 PARTITION OF chat.message FOR VALUES WITH (MODULUS 16, REMAINDER 15);
CREATE INDEX message_body_idx ON chat.message USING gin (to_tsvector('simple', body));
ALTER TABLE chat.message_0 SET (autovacuum_enabled = off);
ALTER TABLE chat.message ADD COLUMN pinned_at timestamptz;
