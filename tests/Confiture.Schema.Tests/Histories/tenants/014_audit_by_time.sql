-- Audit events are partitioned by time rather than by tenant.
DROP TABLE ops.audit_event;
CREATE SEQUENCE ops.audit_id CACHE 100;
CREATE TABLE ops.audit_event (
    tenant_id integer NOT NULL,
    id bigint NOT NULL DEFAULT nextval('ops.audit_id'),
    at timestamptz NOT NULL DEFAULT now(),
    actor_id bigint,
    action text NOT NULL,
    subject text NOT NULL,
    details jsonb,
    address inet,
    PRIMARY KEY (tenant_id, id, at)
) PARTITION BY RANGE (at);
ALTER SEQUENCE ops.audit_id OWNED BY ops.audit_event.id;
CREATE TABLE ops.audit_event_2025 PARTITION OF ops.audit_event FOR VALUES FROM ('2025-01-01 00:00+00') TO ('2026-01-01 00:00+00') PARTITION BY LIST (tenant_id);
CREATE TABLE ops.audit_event_2025_first PARTITION OF ops.audit_event_2025 FOR VALUES IN (1);
CREATE TABLE ops.audit_event_2025_other PARTITION OF ops.audit_event_2025 DEFAULT;
CREATE TABLE ops.audit_event_rest PARTITION OF ops.audit_event DEFAULT;
CREATE INDEX audit_event_subject_idx ON ops.audit_event (subject, at);
ALTER TABLE ops.audit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY same_tenant ON ops.audit_event TO app_reader, app_writer USING (tenant_id = core.current_tenant());
