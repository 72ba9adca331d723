-- One subscription goes, another changes its owner.
-- refused: there, back
-- before
CREATE SUBSCRIPTION a CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION b CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE);
-- after
CREATE SUBSCRIPTION b CONNECTION 'dbname=x user=''u''' PUBLICATION "P q" WITH (connect = false, slot_name = NONE);
