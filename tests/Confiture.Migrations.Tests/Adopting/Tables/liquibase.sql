-- As Liquibase 4 creates them on PostgreSQL; rows of the first two change sets.

CREATE TABLE public.databasechangeloglock (
    id integer NOT NULL,
    locked boolean NOT NULL,
    lockgranted timestamp without time zone,
    lockedby character varying(255),
    CONSTRAINT databasechangeloglock_pkey PRIMARY KEY (id)
);
INSERT INTO public.databasechangeloglock VALUES (1, false, NULL, NULL);
CREATE TABLE public.databasechangelog (
    id character varying(255) NOT NULL,
    author character varying(255) NOT NULL,
    filename character varying(255) NOT NULL,
    dateexecuted timestamp without time zone NOT NULL,
    orderexecuted integer NOT NULL,
    exectype character varying(10) NOT NULL,
    md5sum character varying(35),
    description character varying(255),
    comments character varying(255),
    tag character varying(255),
    liquibase character varying(20),
    contexts character varying(255),
    labels character varying(255),
    deployment_id character varying(10)
);
INSERT INTO public.databasechangelog VALUES ('1-create-users', 'ann', 'changelog.sql', '2024-01-01 12:00:00', 1, 'EXECUTED', '9:0123456789abcdef0123456789abcdef', 'sql', '', NULL, '4.33.0', NULL, NULL, '4111111111');
INSERT INTO public.databasechangelog VALUES ('2-index-users', 'ann', 'changelog.sql', '2024-01-02 12:00:00', 2, 'EXECUTED', '9:123456789abcdef0123456789abcdef0', 'sql', '', NULL, '4.33.0', NULL, NULL, '4111111112');
create table users (id bigint primary key, name text not null);
create index users_name on users (name);
