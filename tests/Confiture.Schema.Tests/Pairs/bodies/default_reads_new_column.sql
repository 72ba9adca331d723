-- The rows that are there get the value of a volatile function, which reads and counts in another column that is new.
-- rows
INSERT INTO a VALUES (1), (2); INSERT INTO counters VALUES ('a');
-- before
CREATE TABLE counters (name text);
CREATE TABLE a (id int);
-- after
CREATE TABLE counters (name text, at int DEFAULT 0);
CREATE FUNCTION next_number(of text) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    UPDATE public.counters SET at = at + 1 WHERE name = of;
    RETURN (SELECT c.at FROM public.counters c WHERE c.name = of);
END $$;
CREATE TABLE a (id int, number int DEFAULT next_number('a'));
