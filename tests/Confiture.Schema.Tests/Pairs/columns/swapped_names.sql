-- Two columns of one table change types with each other, so each keeps its name.
-- before
CREATE TABLE pairing (id int, a int, b text);
-- after
CREATE TABLE pairing (id int, a text, b int);
