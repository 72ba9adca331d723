-- A check becomes not enforced and another enforced, which has no ALTER.
-- since: 18
-- before
CREATE TABLE c (a int CONSTRAINT a_pos CHECK (a > 0), b int CONSTRAINT b_pos CHECK (b > 0) NOT ENFORCED);
-- after
CREATE TABLE c (a int CONSTRAINT a_pos CHECK (a > 0) NOT ENFORCED, b int CONSTRAINT b_pos CHECK (b > 0));
