-- Columns of a foreign table, their options, checks and defaults change.
-- both
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
-- before
CREATE FOREIGN TABLE ft (id int OPTIONS (k 'v', z '1') NOT NULL, a text DEFAULT 'x', gone int, CONSTRAINT pos CHECK (id > 0)) SERVER s OPTIONS (t 'one', u 'two');
-- after
CREATE FOREIGN TABLE ft (id bigint OPTIONS (k 'w', y '2'), a text COLLATE "C" NOT NULL, fresh date DEFAULT '2020-01-01', CONSTRAINT small CHECK (id < 100)) SERVER s OPTIONS (t 'uno', v 'three');
