-- Two tables that refer to each other, and to themselves, appear together.
-- before
-- after
CREATE TABLE department (id int PRIMARY KEY, parent_id int REFERENCES department, head_id int);
CREATE TABLE employee (id int PRIMARY KEY, boss_id int REFERENCES employee, department_id int NOT NULL REFERENCES department);
ALTER TABLE department ADD CONSTRAINT department_head_fkey FOREIGN KEY (head_id) REFERENCES employee DEFERRABLE INITIALLY DEFERRED;
