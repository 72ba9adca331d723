-- Two schemas have tables, types and functions of the same names; only one of them changes.
-- both
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TYPE a.state AS ENUM ('on', 'off');
CREATE TABLE a.t (id int PRIMARY KEY, s a.state);
CREATE FUNCTION a.f(a.t) RETURNS text LANGUAGE sql STABLE AS 'SELECT ($1).s::text';
-- before
CREATE TYPE b.state AS ENUM ('on', 'off');
CREATE TABLE b.t (id int PRIMARY KEY, s b.state, other a.state);
CREATE FUNCTION b.f(b.t) RETURNS text LANGUAGE sql STABLE AS 'SELECT ($1).s::text';
-- after
CREATE TYPE b.state AS ENUM ('on', 'off', 'broken');
CREATE TABLE b.t (id int PRIMARY KEY, s b.state, other b.state);
CREATE FUNCTION b.f(b.t) RETURNS b.state LANGUAGE sql STABLE AS 'SELECT ($1).s';
