-- A sequence is found in another schema under a default that follows.
-- both
CREATE SCHEMA seqs;
-- before
CREATE SEQUENCE s START 10;
CREATE TABLE t (v int, id bigint DEFAULT nextval('s'));
-- after
CREATE SEQUENCE seqs.s START 10;
CREATE TABLE t (v int, id bigint DEFAULT nextval('seqs.s'));
