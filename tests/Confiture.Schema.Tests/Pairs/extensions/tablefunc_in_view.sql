-- A view calls a set-returning function of an extension that is removed.
-- both
CREATE TABLE sale (who text, month text, amount int);
-- before
CREATE EXTENSION tablefunc;
CREATE VIEW sales AS SELECT * FROM crosstab('SELECT who, month, amount FROM sale ORDER BY 1, 2') AS c(who text, jan int, feb int);
-- after
CREATE VIEW sales AS SELECT who, sum(amount) FILTER (WHERE month = 'jan') AS jan, sum(amount) FILTER (WHERE month = 'feb') AS feb FROM sale GROUP BY who;
