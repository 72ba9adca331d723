-- Both sides say the same with different words, so nothing may be planned.
-- before
CREATE TABLE t (id int4 NOT NULL, v character varying(10) DEFAULT 'x'::varchar, w decimal(5,2), at timestamp with time zone DEFAULT now(), PRIMARY KEY (id), CHECK (w > 0 AND w < 10));
CREATE INDEX t_v ON t USING btree (v ASC NULLS LAST);
CREATE VIEW vw AS SELECT * FROM t WHERE w BETWEEN 1 AND 2;
CREATE FUNCTION f(integer) RETURNS character varying LANGUAGE sql VOLATILE AS 'SELECT ''x''';
GRANT SELECT ON t TO app_reader, app_writer;
-- after
CREATE TABLE t (id integer, v varchar(10) DEFAULT 'x', w numeric(5,2), at timestamptz DEFAULT now());
ALTER TABLE t ADD CONSTRAINT t_w_check CHECK ((w > (0)::numeric) AND (w < (10)::numeric));
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
CREATE INDEX t_v ON public.t (v);
CREATE VIEW vw AS SELECT t.id, t.v, t.w, t.at FROM t WHERE (t.w >= (1)::numeric) AND (t.w <= (2)::numeric);
CREATE FUNCTION f(int) RETURNS varchar LANGUAGE sql AS 'SELECT ''x''';
GRANT SELECT ON t TO app_reader;
GRANT SELECT ON t TO app_writer;
