-- Columns with defaults, checks and a reference are added at the end of a table.
-- both
CREATE TABLE country (code char(2) PRIMARY KEY);
-- before
CREATE TABLE address (id int PRIMARY KEY, street text);
-- after
CREATE TABLE address (
    id int PRIMARY KEY,
    street text,
    city text NOT NULL DEFAULT '',
    country char(2) REFERENCES country,
    zip varchar(10) CONSTRAINT address_zip_check CHECK (zip ~ '^[0-9]+$'),
    created timestamptz NOT NULL DEFAULT clock_timestamp()
);
