-- Indexes over expressions with casts, operators and functions change slightly.
-- both
CREATE TABLE t (id int, doc jsonb, name text, at timestamp);
-- before
CREATE INDEX t_name ON t (lower(name));
CREATE INDEX t_doc ON t ((doc ->> 'kind'), (doc #>> '{a,b}'));
CREATE INDEX t_at ON t (date_trunc('day', at)) WHERE doc ? 'x';
-- after
CREATE INDEX t_name ON t (upper(name));
CREATE INDEX t_doc ON t ((doc ->> 'sort'), (doc #>> '{a,b}'));
CREATE INDEX t_at ON t (date_trunc('hour', at)) WHERE doc ? 'y';
