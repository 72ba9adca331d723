alter table users add bio text;
