-- The search service follows tickets and documents.
CREATE PUBLICATION search FOR TABLE work.ticket, work.comment, docs.document, docs.document_version;
CREATE PUBLICATION usage FOR TABLE billing.usage_record WITH (publish = 'insert', publish_via_partition_root = true);
ALTER TABLE work.comment REPLICA IDENTITY FULL;
ALTER TABLE docs.document_link REPLICA IDENTITY NOTHING;
CREATE SUBSCRIPTION directory CONNECTION 'host=127.0.0.1 port=1 dbname=directory' PUBLICATION people WITH (connect = false, slot_name = NONE);
