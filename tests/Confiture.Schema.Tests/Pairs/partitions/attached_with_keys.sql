-- A table that has the keys of a partitioned table already becomes a partition of it, with its primary key, unique constraint and foreign key.
-- both
CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE visits (id bigint NOT NULL, day date NOT NULL, person bigint REFERENCES people, PRIMARY KEY (id, day), UNIQUE (day, person)) PARTITION BY RANGE (day);
CREATE TABLE visits_old PARTITION OF visits FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
-- before
CREATE TABLE visits_new (id bigint NOT NULL, day date NOT NULL, person bigint REFERENCES people, PRIMARY KEY (id, day), UNIQUE (day, person));
-- after
CREATE TABLE visits_new PARTITION OF visits FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
