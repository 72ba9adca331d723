-- migrate:up
create table users (id bigint primary key, name text not null);

-- migrate:down
drop table users;
