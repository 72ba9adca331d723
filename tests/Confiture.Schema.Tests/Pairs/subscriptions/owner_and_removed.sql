-- One subscription goes, another one has other publications. To make one takes its connection, which is not read.
-- refused: back
-- before
CREATE SUBSCRIPTION a CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION b CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE);
-- after
CREATE SUBSCRIPTION b CONNECTION 'dbname=x' PUBLICATION "P q" WITH (connect = false, slot_name = NONE);
