-- A text column with a check becomes an enum column.
-- confiture-data
-- rows
INSERT INTO lamp VALUES (1, 'on'), (2, DEFAULT);
-- before
CREATE TABLE lamp (id int, s text NOT NULL DEFAULT 'off', CONSTRAINT s_known CHECK (s IN ('on', 'off')));
-- after
CREATE TYPE lamp_state AS ENUM ('on', 'off');
CREATE TABLE lamp (id int, s lamp_state NOT NULL DEFAULT 'off');
