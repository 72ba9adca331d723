-- What was ordered before this column was there is paid.
alter table orders add column paid boolean not null default true;
alter table orders alter column paid set default false;
