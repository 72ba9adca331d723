-- A default changes from an extension's function to a built-in one, and the extension goes.
-- before
CREATE EXTENSION "uuid-ossp";
CREATE TABLE t (id uuid DEFAULT uuid_generate_v4() PRIMARY KEY, v int);
-- after
CREATE TABLE t (id uuid DEFAULT gen_random_uuid() PRIMARY KEY, v int);
