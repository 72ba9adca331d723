-- The encyclopedia belongs to the role that deploys it.
ALTER SCHEMA link OWNER TO owner_role;
ALTER TABLE performer OWNER TO owner_role;
ALTER TABLE release OWNER TO owner_role;
ALTER VIEW release_overview OWNER TO owner_role;
ALTER MATERIALIZED VIEW performer_release OWNER TO owner_role;
ALTER TYPE partial_date OWNER TO owner_role;
ALTER DOMAIN stars OWNER TO owner_role;
ALTER COLLATION musical OWNER TO owner_role;
ALTER TEXT SEARCH CONFIGURATION music OWNER TO owner_role;
ALTER OPERATOR <~ (partial_date, partial_date) OWNER TO owner_role;
ALTER OPERATOR CLASS partial_date_ops USING btree OWNER TO owner_role;
ALTER AGGREGATE names(text) OWNER TO owner_role;
ALTER PROCEDURE editing.close_expired() OWNER TO owner_role;
ALTER SEQUENCE counts.change_id OWNED BY NONE;
