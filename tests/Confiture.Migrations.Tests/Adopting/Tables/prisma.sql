-- As Prisma 6 creates it; rows of the first two migrations.

CREATE TABLE public._prisma_migrations (
    id character varying(36) NOT NULL,
    checksum character varying(64) NOT NULL,
    finished_at timestamp with time zone,
    migration_name character varying(255) NOT NULL,
    logs text,
    rolled_back_at timestamp with time zone,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_steps_count integer DEFAULT 0 NOT NULL,
    CONSTRAINT _prisma_migrations_pkey PRIMARY KEY (id)
);
INSERT INTO public._prisma_migrations VALUES ('8f1c6c1e-0000-4000-8000-000000000001', 'c702e250e0f41cf2c9a31deea6d0d64fdf46e7bcf115832a24484d8c7e26328f', '2024-01-01 12:00:00.25+00', '20240101120000_create_users', NULL, NULL, '2024-01-01 12:00:00+00', 1);
INSERT INTO public._prisma_migrations VALUES ('8f1c6c1e-0000-4000-8000-000000000002', 'bb3ff26d81c82b547cac748873dd56634bf8b6a70e165a698b014f75d68c65e8', '2024-01-02 12:00:00.5+00', '20240102120000_index_users', NULL, NULL, '2024-01-02 12:00:00+00', 1);
create table users (id bigint primary key, name text not null);
create index users_name on users (name);
