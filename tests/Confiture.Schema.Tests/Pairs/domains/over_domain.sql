-- A domain over a domain over a type changes at the bottom.
-- before
CREATE DOMAIN base AS text CHECK (VALUE <> '');
CREATE DOMAIN middle AS base CHECK (length(VALUE) < 50);
CREATE DOMAIN top AS middle DEFAULT 't';
CREATE TABLE t (a base, b middle, c top);
-- after
CREATE DOMAIN base AS varchar(60) CHECK (VALUE <> '');
CREATE DOMAIN middle AS base CHECK (length(VALUE) < 40);
CREATE DOMAIN top AS middle DEFAULT 'tt';
CREATE TABLE t (a base, b middle, c top);
