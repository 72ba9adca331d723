-- Tracks pass two billion; everything that depends on their numbers follows.
ALTER TABLE track ALTER id TYPE bigint;
ALTER SEQUENCE track_id_seq AS bigint;
ALTER TABLE statistics.change DROP CONSTRAINT change_pkey;
ALTER TABLE statistics.change ADD CONSTRAINT change_pkey PRIMARY KEY (at, id);
ALTER TABLE editing.edit_note ALTER id TYPE bigint;
ALTER SEQUENCE editing.edit_note_id_seq AS bigint;
