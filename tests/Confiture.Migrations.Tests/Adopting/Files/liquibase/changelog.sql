--liquibase formatted sql

--changeset ann:1-create-users
create table users (id bigint primary key, name text not null);
--rollback drop table users;

--changeset ann:2-index-users runInTransaction:false
create index concurrently users_name on users (name);
--rollback drop index concurrently users_name;

--changeset ann:3-add-bio
alter table users add bio text;
--rollback alter table users drop bio;
