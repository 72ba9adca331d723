create table note (
    id bigint generated always as identity primary key,
    body text not null check (length(body) between 1 and 500),
    written_at timestamptz not null default now()
);
