-- A surrogate key gives way to a natural key of two columns; the referring table changes as well.
-- before
CREATE TABLE rate (currency char(3) NOT NULL, day date NOT NULL, v numeric, id serial PRIMARY KEY);
CREATE TABLE used_rate (note text, rate_id int REFERENCES rate);
-- after
CREATE TABLE rate (currency char(3) NOT NULL, day date NOT NULL, v numeric, PRIMARY KEY (currency, day));
CREATE TABLE used_rate (note text, currency char(3), day date, FOREIGN KEY (currency, day) REFERENCES rate);
