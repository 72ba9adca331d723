-- A partitioned table with a default partition becomes one plain table.
-- before
CREATE TABLE m (id int, region text NOT NULL) PARTITION BY LIST (region);
CREATE TABLE m_eu PARTITION OF m FOR VALUES IN ('de', 'fr');
CREATE TABLE m_rest PARTITION OF m DEFAULT;
GRANT SELECT ON m TO app_reader;
-- after
CREATE TABLE m (id int, region text NOT NULL);
GRANT SELECT ON m TO app_reader;
