-- Foreign keys go across schemas in both directions, and one of the schemas goes.
-- both
CREATE SCHEMA core;
-- before
CREATE SCHEMA crm;
CREATE TABLE core.org (id int PRIMARY KEY);
CREATE TABLE crm.lead (id int PRIMARY KEY, org_id int REFERENCES core.org);
CREATE TABLE core.note (id int, lead_id int REFERENCES crm.lead);
-- after
CREATE TABLE core.org (id int PRIMARY KEY);
CREATE TABLE core.note (id int);
