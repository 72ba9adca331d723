-- A table takes the name of one that goes, with keys and sequences that are called alike.
-- confiture-data
-- before
CREATE TABLE invoice (id int PRIMARY KEY, code text);
CREATE TABLE bill (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial, total numeric);
CREATE INDEX bill_total ON bill (total);
-- after
-- confiture: renamed from bill
CREATE TABLE invoice (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial, total numeric);
CREATE INDEX bill_total ON invoice (total);
