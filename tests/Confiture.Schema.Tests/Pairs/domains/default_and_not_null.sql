-- Default and NOT NULL of domains are set and dropped.
-- before
CREATE DOMAIN a AS text DEFAULT 'x';
CREATE DOMAIN b AS int NOT NULL;
CREATE DOMAIN c AS date DEFAULT now();
-- after
CREATE DOMAIN a AS text;
CREATE DOMAIN b AS int DEFAULT 5;
CREATE DOMAIN c AS date DEFAULT CURRENT_DATE NOT NULL;
