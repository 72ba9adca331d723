begin;
create index users_name on users (name);
commit;
