-- The same change is made in two schemas that refer to each other.
-- before
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE a.t (id int PRIMARY KEY, n int);
CREATE TABLE b.t (id int PRIMARY KEY, n int);
ALTER TABLE a.t ADD CONSTRAINT t_fk FOREIGN KEY (n) REFERENCES b.t;
ALTER TABLE b.t ADD CONSTRAINT t_fk FOREIGN KEY (n) REFERENCES a.t;
CREATE VIEW a.v AS SELECT x.id, y.n FROM a.t x JOIN b.t y USING (id);
CREATE VIEW b.v AS SELECT id, n FROM a.v;
-- after
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE a.t (id bigint PRIMARY KEY, n bigint);
CREATE TABLE b.t (id bigint PRIMARY KEY, n bigint);
ALTER TABLE a.t ADD CONSTRAINT t_fk FOREIGN KEY (n) REFERENCES b.t DEFERRABLE;
ALTER TABLE b.t ADD CONSTRAINT t_fk FOREIGN KEY (n) REFERENCES a.t DEFERRABLE;
CREATE VIEW a.v AS SELECT x.id, y.n FROM a.t x JOIN b.t y USING (id);
CREATE VIEW b.v AS SELECT id, n FROM a.v;
