-- Ticket numbers and attempts outgrow their types; the views on them are made again.
DROP VIEW work.workload;
DROP VIEW work.open_ticket;
DROP TRIGGER number ON work.ticket;
DROP FUNCTION work.number_ticket();
DROP FUNCTION work.next_number(integer, bigint);
ALTER TABLE work.ticket ALTER number TYPE bigint, ALTER points TYPE numeric(7,2);
ALTER TABLE integration.webhook_event ALTER attempts TYPE integer;
ALTER TABLE ops.background_job ALTER attempts TYPE integer;
CREATE FUNCTION work.next_number(tenant integer, project bigint) RETURNS bigint LANGUAGE sql AS 'SELECT coalesce(max(number), 0) + 1 FROM work.ticket WHERE tenant_id = tenant AND project_id = project';
CREATE FUNCTION work.number_ticket() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.number := coalesce(NEW.number, work.next_number(NEW.tenant_id, NEW.project_id)); RETURN NEW; END $$;
CREATE TRIGGER number BEFORE INSERT ON work.ticket FOR EACH ROW EXECUTE FUNCTION work.number_ticket();
CREATE VIEW work.open_ticket AS SELECT t.tenant_id, t.id, p.key || '-' || t.number AS code, t.title, s.name AS status, t.assignee_id, t.priority, t.points FROM work.ticket t JOIN work.project p ON (p.tenant_id, p.id) = (t.tenant_id, t.project_id) JOIN work.ticket_status s ON (s.tenant_id, s.id) = (t.tenant_id, t.status_id) WHERE t.closed_at IS NULL;
CREATE VIEW work.workload WITH (security_barrier) AS SELECT tenant_id, assignee_id, count(*) AS tickets, sum(points) AS points, min(priority) AS most_urgent FROM work.open_ticket GROUP BY tenant_id, assignee_id;
GRANT SELECT ON work.open_ticket, work.workload TO app_reader, app_writer;
