-- Rules on two tables write to each other.
-- before
CREATE TABLE a (id int, v int);
CREATE TABLE b (id int, v int);
CREATE RULE a_b AS ON DELETE TO a DO ALSO DELETE FROM b WHERE b.id = OLD.id;
-- after
CREATE TABLE a (id int, v int);
CREATE TABLE b (id int, v int);
CREATE RULE a_b AS ON DELETE TO a DO ALSO UPDATE b SET v = 0 WHERE b.id = OLD.id;
CREATE RULE b_a AS ON DELETE TO b DO ALSO UPDATE a SET v = 0 WHERE a.id = OLD.id;
