-- An attribute changes its type although a column of a plain table uses the composite, which ALTER TYPE refuses.
-- before
CREATE TYPE dim AS (w int, h int);
CREATE TABLE box_type (id int, size dim);
-- after
CREATE TYPE dim AS (w numeric, h numeric);
CREATE TABLE box_type (id int, size dim);
