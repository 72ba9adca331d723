-- A primary key gets another column set while foreign keys move to a unique key.
-- before
CREATE TABLE parent (id int NOT NULL, tenant int NOT NULL, CONSTRAINT parent_pkey PRIMARY KEY (id));
CREATE TABLE child (id int PRIMARY KEY, parent_id int, CONSTRAINT child_parent_fkey FOREIGN KEY (parent_id) REFERENCES parent (id));
-- after
CREATE TABLE parent (id int NOT NULL, tenant int NOT NULL, CONSTRAINT parent_pkey PRIMARY KEY (tenant, id), CONSTRAINT parent_id_key UNIQUE (id));
CREATE TABLE child (id int PRIMARY KEY, parent_id int, CONSTRAINT child_parent_fkey FOREIGN KEY (parent_id) REFERENCES parent (id));
