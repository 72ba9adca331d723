-- Office hours per tenant.
CREATE FUNCTION core.minutes(time, time) RETURNS float8 LANGUAGE sql IMMUTABLE STRICT AS 'SELECT extract(epoch FROM $1 - $2)::float8 / 60';
CREATE TYPE core.office_hours AS RANGE (subtype = time, subtype_diff = core.minutes, multirange_type_name = core.office_days);
ALTER TABLE core.tenant ADD COLUMN office core.office_days;
CREATE COLLATION core.numeric_names (provider = icu, locale = 'en-u-kn-true');
ALTER TABLE core.plan ALTER name TYPE text COLLATE core.numeric_names;
CREATE TRANSFORM FOR smallint LANGUAGE sql (TO SQL WITH FUNCTION int2recv(internal));
