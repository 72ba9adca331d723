-- Partitions for the time to come, and the oldest are let go.
CREATE TABLE auth.login_attempt_2026h1 PARTITION OF auth.login_attempt FOR VALUES FROM ('2026-01-01 00:00+00') TO ('2026-07-01 00:00+00');
CREATE TABLE work.automation_run_2025_07 PARTITION OF work.automation_run FOR VALUES FROM ('2025-07-01 00:00+00') TO ('2025-08-01 00:00+00');
CREATE TABLE work.automation_run_2025_08 PARTITION OF work.automation_run FOR VALUES FROM ('2025-08-01 00:00+00') TO ('2025-09-01 00:00+00');
CREATE TABLE billing.usage_record_2026_q1 PARTITION OF billing.usage_record FOR VALUES FROM ('2026-01-01 00:00+00') TO ('2026-04-01 00:00+00');
DROP TABLE work.automation_run_2025_01;
ALTER TABLE integration.webhook_event DETACH PARTITION integration.webhook_event_2025_01;
