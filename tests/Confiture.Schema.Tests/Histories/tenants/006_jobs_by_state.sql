-- Jobs get a state of their own type, and their index follows.
CREATE TYPE ops.job_state AS ENUM ('waiting', 'running', 'done', 'failed');
ALTER TABLE ops.background_job ADD COLUMN state ops.job_state NOT NULL DEFAULT 'waiting';
DROP INDEX ops.background_job_next_idx;
CREATE INDEX background_job_next_idx ON ops.background_job (queue, run_at) INCLUDE (kind) WHERE state = 'waiting';
ALTER TABLE ops.background_job SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.01);
CREATE OR REPLACE FUNCTION ops.enqueue(kind text, payload jsonb, at timestamptz DEFAULT now()) RETURNS bigint LANGUAGE sql AS $$ INSERT INTO ops.background_job (tenant_id, kind, payload, run_at, state) VALUES (core.current_tenant(), kind, payload, at, 'waiting') RETURNING id $$;
