alter table customers add column country text;
