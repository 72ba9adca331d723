alter table customers drop column country;
