alter table orders drop column paid;
