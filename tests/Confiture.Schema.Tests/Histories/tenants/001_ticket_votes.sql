-- Members vote for tickets.
CREATE TABLE work.ticket_vote (
    tenant_id integer NOT NULL,
    ticket_id bigint NOT NULL,
    member_id bigint NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, ticket_id, member_id),
    FOREIGN KEY (tenant_id, ticket_id) REFERENCES work.ticket (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, member_id) REFERENCES auth.membership (tenant_id, id) ON DELETE CASCADE
);
ALTER TABLE work.ticket_vote ENABLE ROW LEVEL SECURITY;
CREATE POLICY same_tenant ON work.ticket_vote TO app_reader, app_writer USING (tenant_id = core.current_tenant()) WITH CHECK (tenant_id = core.current_tenant());
GRANT SELECT ON work.ticket_vote TO app_reader;
GRANT SELECT, INSERT, DELETE ON work.ticket_vote TO app_writer;
ALTER TABLE work.ticket ADD COLUMN votes integer NOT NULL DEFAULT 0 CONSTRAINT ticket_votes_check CHECK (votes >= 0);
CREATE FUNCTION work.count_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE work.ticket t SET votes = votes + CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END WHERE (t.tenant_id, t.id) = (coalesce(NEW.tenant_id, OLD.tenant_id), coalesce(NEW.ticket_id, OLD.ticket_id));
    RETURN NULL;
END $$;
CREATE TRIGGER count AFTER INSERT OR DELETE ON work.ticket_vote FOR EACH ROW EXECUTE FUNCTION work.count_votes();
