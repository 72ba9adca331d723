-- An index is renamed, a constraint too, without being built again.
-- before
CREATE TABLE t (a int, b int, CONSTRAINT old_check CHECK (a > 0));
CREATE INDEX old_index ON t (a) WHERE b > 0;
-- after
CREATE TABLE t (
    a int,
    b int,
    -- confiture: renamed from old_check
    CONSTRAINT new_check CHECK (a > 0)
);
-- confiture: renamed from old_index
CREATE INDEX new_index ON t (a) WHERE b > 0;
