CREATE TABLE payment (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cents bigint NOT NULL
);
