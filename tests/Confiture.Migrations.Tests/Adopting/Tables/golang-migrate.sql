-- As golang-migrate 4 creates it; two of three migrations are applied.

CREATE TABLE public.schema_migrations (
    version bigint NOT NULL,
    dirty boolean NOT NULL,
    CONSTRAINT schema_migrations_pkey PRIMARY KEY (version)
);
INSERT INTO public.schema_migrations VALUES (2, false);
create table users (id bigint primary key, name text not null);
create index users_name on users (name);
