-- A column goes with the index, the check, the statistics, the comment and the grant that are on it.
-- before
CREATE TABLE account (id int PRIMARY KEY, name text NOT NULL, nick text);
CREATE INDEX account_nick_idx ON account (lower(nick));
CREATE INDEX account_name_nick_idx ON account (name, nick);
CREATE STATISTICS account_stats ON name, nick FROM account;
ALTER TABLE account ADD CONSTRAINT nick_short CHECK (length(nick) < 20);
COMMENT ON COLUMN account.nick IS 'what friends say';
GRANT SELECT (nick), UPDATE (nick) ON account TO app_reader;
-- after
CREATE TABLE account (id int PRIMARY KEY, name text NOT NULL);
