-- Defaults are set, changed and dropped, constants and expressions.
-- before
CREATE TABLE d (a int DEFAULT 1, b text DEFAULT 'x', c timestamptz, e date DEFAULT CURRENT_DATE, f boolean DEFAULT false, g jsonb DEFAULT '{}');
-- after
CREATE TABLE d (a int DEFAULT 2, b text, c timestamptz DEFAULT now(), e date DEFAULT (CURRENT_DATE + 1), f boolean DEFAULT true, g jsonb DEFAULT '{"a": ["''", "\\"]}');
