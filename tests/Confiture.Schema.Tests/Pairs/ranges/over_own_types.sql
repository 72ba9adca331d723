-- A range lies over an enum that grows, and its owner and grants change.
-- before
CREATE TYPE grade AS ENUM ('e', 'd', 'c', 'b', 'a');
CREATE TYPE grades AS RANGE (subtype = grade);
GRANT USAGE ON TYPE grades TO app_reader;
-- after
CREATE TYPE grade AS ENUM ('f', 'e', 'd', 'c', 'b', 'a');
CREATE TYPE grades AS RANGE (subtype = grade);
ALTER TYPE grades OWNER TO owner_role;
REVOKE USAGE ON TYPE grades FROM PUBLIC;
