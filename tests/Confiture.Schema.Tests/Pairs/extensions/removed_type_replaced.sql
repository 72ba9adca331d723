-- The extension behind a column type goes; the column becomes text.
-- confiture-data
-- rows
INSERT INTO user_account VALUES (1, 'Ann'), (2, 'bob');
-- before
CREATE EXTENSION citext;
CREATE TABLE user_account (id int PRIMARY KEY, login citext);
CREATE UNIQUE INDEX user_account_login ON user_account (login);
-- after
CREATE TABLE user_account (id int PRIMARY KEY, login text);
CREATE UNIQUE INDEX user_account_login ON user_account (lower(login));
