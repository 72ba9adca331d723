-- An operator under an operator class under an index under a cluster mark is replaced.
-- before
CREATE FUNCTION len_lt(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1) < length($2)';
CREATE FUNCTION len_le(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1) <= length($2)';
CREATE FUNCTION len_eq(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1) = length($2)';
CREATE FUNCTION len_ge(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1) >= length($2)';
CREATE FUNCTION len_gt(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1) > length($2)';
CREATE FUNCTION len_cmp(text, text) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT btint4cmp(length($1), length($2))';
CREATE OPERATOR #<# (FUNCTION = len_lt, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR #<=# (FUNCTION = len_le, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR #=# (FUNCTION = len_eq, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR #>=# (FUNCTION = len_ge, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR #># (FUNCTION = len_gt, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR CLASS len_ops FOR TYPE text USING btree AS OPERATOR 1 #<#, OPERATOR 2 #<=#, OPERATOR 3 #=#, OPERATOR 4 #>=#, OPERATOR 5 #>#, FUNCTION 1 len_cmp(text, text);
CREATE TABLE t (a text NOT NULL);
CREATE INDEX t_len ON t (a len_ops);
ALTER TABLE t CLUSTER ON t_len;
-- after
CREATE FUNCTION len_lt(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1) < length($2)';
CREATE FUNCTION len_le(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1) <= length($2)';
CREATE FUNCTION same_len(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT char_length($1) = char_length($2)';
CREATE FUNCTION len_ge(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1) >= length($2)';
CREATE FUNCTION len_gt(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT length($1) > length($2)';
CREATE FUNCTION len_cmp(text, text) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT btint4cmp(length($1), length($2))';
CREATE OPERATOR #<# (FUNCTION = len_lt, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR #<=# (FUNCTION = len_le, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR #=# (FUNCTION = same_len, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR #>=# (FUNCTION = len_ge, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR #># (FUNCTION = len_gt, LEFTARG = text, RIGHTARG = text);
CREATE OPERATOR CLASS len_ops FOR TYPE text USING btree AS OPERATOR 1 #<#, OPERATOR 2 #<=#, OPERATOR 3 #=#, OPERATOR 4 #>=#, OPERATOR 5 #>#, FUNCTION 1 len_cmp(text, text);
CREATE TABLE t (a text NOT NULL);
CREATE INDEX t_len ON t (a len_ops);
ALTER TABLE t CLUSTER ON t_len;
