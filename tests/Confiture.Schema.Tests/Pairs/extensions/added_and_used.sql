-- An extension appears with a column type, an index and a function that use it.
-- before
CREATE TABLE user_account (id int PRIMARY KEY);
-- after
CREATE EXTENSION citext;
CREATE TABLE user_account (id int PRIMARY KEY, login citext UNIQUE);
CREATE FUNCTION by_login(citext) RETURNS user_account LANGUAGE sql STABLE AS 'SELECT * FROM user_account WHERE login = $1';
CREATE VIEW logins AS SELECT login || '!' AS shout FROM user_account;
