-- As Alembic 1.8.1 left it.

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
INSERT INTO public.alembic_version VALUES ('8812c50fc3f5');
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
create table users (id bigint primary key, name text not null);
create index users_name on users (name);
