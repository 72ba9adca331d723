-- As version 0.44 of the older tool named confiture creates it, in a schema of its own; two of three migrations are applied.

CREATE SCHEMA audit;
CREATE TABLE audit.tb_confiture (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    pk_confiture bigint GENERATED ALWAYS AS IDENTITY,
    slug text NOT NULL UNIQUE,
    version character varying(255) NOT NULL UNIQUE,
    name character varying(255) NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    execution_time_ms integer,
    checksum character varying(64),
    applied_by text,
    CONSTRAINT tb_confiture_pkey PRIMARY KEY (id)
);
INSERT INTO audit.tb_confiture (slug, version, name, applied_at, execution_time_ms, checksum, applied_by) VALUES ('001_create_users', '001', 'create_users', '2024-01-01 12:00:00+00', 12, '94bfede13fbb65c99d46a4dcf7d1753cfc8dec0e088c0010e974976e08d6f922', 'ann');
INSERT INTO audit.tb_confiture (slug, version, name, applied_at, execution_time_ms, checksum, applied_by) VALUES ('20240102120000_index_users', '20240102120000', 'index_users', '2024-01-02 12:00:00+00', 34, '0a6e21853068c2ce7537ef22c10883a919033f13e39e0d53d43fd5534103b453', 'ann');
create table users (id bigint primary key, name text not null);
create index users_name on users (name);
