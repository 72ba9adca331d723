-- What a plan would call its helpers is held already: by columns, types, tables and indexes of the user.
-- confiture-data
-- rows
INSERT INTO t VALUES (1, 2, 3, 'low', 4);
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES (2, 3);
INSERT INTO a__old VALUES (7);
-- before
CREATE TYPE mood AS ENUM ('low', 'mid', 'high');
CREATE TYPE mood__old AS ENUM ('x');
CREATE TYPE mood__new AS ENUM ('y');
CREATE TABLE t (id int NOT NULL, id__new int, id__old int, m mood, m__new int, m__old int);
CREATE INDEX t_id ON t (id);
CREATE INDEX t_id__new ON t (id__new);
CREATE INDEX t_id__old ON t (id__old);
CREATE TABLE a (id int PRIMARY KEY, v text);
CREATE TABLE b (id int PRIMARY KEY, n int);
CREATE TABLE a__old (k int);
CREATE TABLE b__old (k int);
-- after
CREATE TYPE mood AS ENUM ('low', 'high');
CREATE TYPE mood__old AS ENUM ('x');
CREATE TYPE mood__new AS ENUM ('y');
CREATE TABLE t (id bigint NOT NULL, id__new int, id__old int, m mood, m__new int, m__old int);
CREATE INDEX t_id ON t (id);
CREATE INDEX t_id__new ON t (id__new);
CREATE INDEX t_id__old ON t (id__old);
-- confiture: renamed from a
CREATE TABLE b (id int PRIMARY KEY, v text);
-- confiture: renamed from b
CREATE TABLE a (id int PRIMARY KEY, n int);
CREATE TABLE a__old (k int);
CREATE TABLE b__old (k int);
