insert into customers (name, country) values ('Ada', 'GB'), ('Grace', 'US');
