-- An enum goes whose column becomes text.
-- confiture-data
-- rows
INSERT INTO lamp VALUES (1, 'on'), (2, DEFAULT);
-- before
CREATE TYPE state AS ENUM ('on', 'off');
CREATE TABLE lamp (id int, s state NOT NULL DEFAULT 'off');
-- after
CREATE TABLE lamp (id int, s text NOT NULL DEFAULT 'off');
