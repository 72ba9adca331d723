-- Old parts go, comments say what stays.
DROP SUBSCRIPTION directory;
DROP PUBLICATION usage;
DROP TABLE integration.webhook_event_2025_01;
DROP VIEW billing.foreign_invoice;
DROP EVENT TRIGGER check_tables;
DROP FUNCTION core.check_tables();
ALTER TABLE billing.usage_record DETACH PARTITION billing.usage_record_2025_q1;
ALTER VIEW tracking.open_ticket SET (security_barrier = true);
ALTER TABLE tracking.ticket DROP CONSTRAINT ticket_votes_check;
COMMENT ON SCHEMA tracking IS 'Tickets, boards and sprints';
COMMENT ON TABLE docs.book IS 'A collection of documents';
COMMENT ON COLUMN core.tenant.office IS 'When somebody answers';
COMMENT ON POLICY readable ON docs.document IS 'By permission';
