-- As Flyway 9 to 13 creates it, by its published PostgreSQL script; rows of V1, V1.1 and a repeatable migration.

CREATE TABLE public.flyway_schema_history (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
ALTER TABLE ONLY public.flyway_schema_history ADD CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank);
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);
INSERT INTO public.flyway_schema_history VALUES (1, '1', 'create users', 'SQL', 'V1__create_users.sql', 1703056331, 'ann', '2024-01-01 12:00:00', 17, true);
INSERT INTO public.flyway_schema_history VALUES (2, '1.1', 'index users', 'SQL', 'V1.1__index_users.sql', -785811619, 'ann', '2024-01-02 12:00:00', 23, true);
INSERT INTO public.flyway_schema_history VALUES (3, NULL, 'views', 'SQL', 'R__views.sql', 498336381, 'ann', '2024-01-02 12:00:01', 5, true);
create table users (id bigint primary key, name text not null);
create index users_name on users (name);
