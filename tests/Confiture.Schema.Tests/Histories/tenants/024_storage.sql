-- Long texts are stored apart, hot tables get room.
ALTER TABLE docs.document_version ALTER body SET STORAGE EXTERNAL, ALTER body SET COMPRESSION pglz;
ALTER TABLE tracking.ticket ALTER title SET STATISTICS 1000, SET (fillfactor = 85, toast.autovacuum_enabled = off);
ALTER TABLE tracking.ticket CLUSTER ON ticket_pkey;
ALTER TABLE auth.session SET UNLOGGED;
ALTER TABLE ops.notification SET UNLOGGED;
CREATE STATISTICS billing.usage (ndistinct, dependencies) ON tenant_id, meter_id FROM billing.usage_record;
CREATE STATISTICS support.conversation_kind (mcv) ON state, team_id FROM support.conversation;
