-- Sequences change their persistence on their own.
-- since: 15
-- before
CREATE UNLOGGED SEQUENCE s;
CREATE SEQUENCE r;
-- after
CREATE SEQUENCE s;
CREATE UNLOGGED SEQUENCE r;
