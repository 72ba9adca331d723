-- Statistics target, storage and attribute options of columns change.
-- both
CREATE TABLE doc (id int, body text, tags text[], raw bytea);
-- before
ALTER TABLE doc ALTER body SET STATISTICS 500;
ALTER TABLE doc ALTER raw SET STORAGE EXTERNAL;
ALTER TABLE doc ALTER id SET (n_distinct = -0.5);
-- after
ALTER TABLE doc ALTER tags SET STATISTICS 0;
ALTER TABLE doc ALTER raw SET STORAGE MAIN;
ALTER TABLE doc ALTER body SET STORAGE EXTERNAL;
ALTER TABLE doc ALTER id SET (n_distinct = 100, n_distinct_inherited = -1);
