-- Values are added before the first and in the middle.
-- before
CREATE TYPE size AS ENUM ('small', 'large');
CREATE TABLE shirt (s size, sizes size[]);
-- after
CREATE TYPE size AS ENUM ('tiny', 'small', 'medium', 'larger', 'large');
CREATE TABLE shirt (s size, sizes size[]);
