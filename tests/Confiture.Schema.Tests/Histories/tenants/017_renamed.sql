-- Spaces are called books, members' states lose a word.
-- confiture: renamed from space
ALTER TABLE docs.space RENAME TO book;
-- confiture: renamed from space_id
ALTER TABLE docs.document RENAME COLUMN space_id TO book_id;
-- confiture: renamed from work
ALTER SCHEMA work RENAME TO tracking;
-- confiture: renamed from board_kind
ALTER TYPE tracking.board_kind RENAME TO board_style;
-- confiture: renamed from unpaid
ALTER VIEW billing.unpaid RENAME TO open_invoice;
-- confiture: renamed from touch
ALTER FUNCTION core.touch() RENAME TO set_updated_at;
CREATE OR REPLACE FUNCTION tracking.next_number(tenant integer, project bigint) RETURNS bigint LANGUAGE sql AS 'SELECT coalesce(max(number), 0) + 1 FROM tracking.ticket WHERE tenant_id = tenant AND project_id = project';
CREATE OR REPLACE FUNCTION tracking.number_ticket() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.number := coalesce(NEW.number, tracking.next_number(NEW.tenant_id, NEW.project_id)); RETURN NEW; END $$;
CREATE OR REPLACE FUNCTION tracking.count_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tracking.ticket t SET votes = votes + CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END WHERE (t.tenant_id, t.id) = (coalesce(NEW.tenant_id, OLD.tenant_id), coalesce(NEW.ticket_id, OLD.ticket_id));
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION tracking.close_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c tracking.status_category;
BEGIN
    SELECT category INTO c FROM tracking.ticket_status WHERE tenant_id = NEW.tenant_id AND id = NEW.status_id;
    NEW.closed_at := CASE WHEN c = 'closed' THEN coalesce(NEW.closed_at, now()) END;
    RETURN NEW;
END $$;
