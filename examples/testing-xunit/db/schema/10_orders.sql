create table orders (
    id bigint generated always as identity primary key,
    customer text not null,
    items integer not null check (items > 0),
    paid boolean not null default false
);
