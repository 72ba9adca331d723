-- An exclusion constraint changes its predicate and becomes deferrable.
-- before
CREATE TABLE e (r tsrange, cancelled boolean, CONSTRAINT e_r EXCLUDE USING gist (r WITH &&) WHERE (NOT cancelled));
-- after
CREATE TABLE e (r tsrange, cancelled boolean, CONSTRAINT e_r EXCLUDE USING gist (r WITH &&) WHERE (cancelled IS NOT TRUE) DEFERRABLE INITIALLY DEFERRED);
