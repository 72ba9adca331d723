-- A column in policies changes its type.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 1);
-- before
CREATE TABLE t (id int PRIMARY KEY, tenant int NOT NULL);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t TO app_reader USING (tenant = current_setting('app.tenant')::int);
CREATE POLICY q ON t FOR INSERT WITH CHECK (tenant > 0);
-- after
CREATE TABLE t (id int PRIMARY KEY, tenant bigint NOT NULL);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t TO app_reader USING (tenant = current_setting('app.tenant')::int);
CREATE POLICY q ON t FOR INSERT WITH CHECK (tenant > 0);
