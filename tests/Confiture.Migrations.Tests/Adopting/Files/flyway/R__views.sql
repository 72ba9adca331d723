create or replace view all_users as select id, name from users;
