-- Names are renamed to ones that need quotes and back.
-- confiture-data
-- rows
INSERT INTO plain VALUES (1, 'x');
-- before
CREATE TABLE plain (id int CONSTRAINT k PRIMARY KEY, value text);
-- after
-- confiture: renamed from plain
CREATE TABLE "Not ""Plain""" (
    id int CONSTRAINT k PRIMARY KEY,
    -- confiture: renamed from value
    "The Value" text
);
