-- An operator gets another function, which has no ALTER, while a view, a policy and a check use it.
-- both
CREATE FUNCTION f1(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT lower($1) = lower($2)';
CREATE FUNCTION f2(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT upper($1) = upper($2)';
-- before
CREATE OPERATOR =~= (FUNCTION = f1, LEFTARG = text, RIGHTARG = text, COMMUTATOR = =~=);
CREATE TABLE t (a text, b text, CHECK (NOT a =~= b));
CREATE VIEW v AS SELECT a FROM t WHERE a =~= 'x';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (a =~= current_user);
-- after
CREATE OPERATOR =~= (FUNCTION = f2, LEFTARG = text, RIGHTARG = text, COMMUTATOR = =~=);
CREATE TABLE t (a text, b text, CHECK (NOT a =~= b));
CREATE VIEW v AS SELECT a FROM t WHERE a =~= 'x';
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (a =~= current_user);
