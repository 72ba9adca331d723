-- As Entity Framework Core 10.0.4 (Npgsql.EntityFrameworkCore.PostgreSQL 10.0.3) left it.

CREATE TABLE public."__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);
INSERT INTO public."__EFMigrationsHistory" VALUES ('20240101120000_CreateUsers', '10.0.4');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20240102120000_IndexUsers', '10.0.4');
ALTER TABLE ONLY public."__EFMigrationsHistory"
    ADD CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId");
create table users (id bigint primary key, name text not null);
create index users_name on users (name);
