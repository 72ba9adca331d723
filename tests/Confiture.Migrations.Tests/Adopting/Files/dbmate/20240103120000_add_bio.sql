-- migrate:up
alter table users add bio text;

-- migrate:down
alter table users drop bio;
