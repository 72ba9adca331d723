-- Keys and checks after a review.
ALTER TABLE medium DROP CONSTRAINT medium_release_id_position_key, ADD CONSTRAINT medium_place UNIQUE (release_id, position) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE track DROP CONSTRAINT track_medium_id_position_excl;
ALTER TABLE track ADD CONSTRAINT track_place UNIQUE (medium_id, position) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE isrc DROP CONSTRAINT isrc_isrc_check, ADD CONSTRAINT isrc_shape CHECK (isrc ~ '^[A-Z]{2}-?[A-Z0-9]{3}[0-9]{7}$') NOT VALID;
ALTER TABLE track ADD CONSTRAINT track_position_check CHECK (position >= 0);
ALTER TABLE release_imprint ADD CONSTRAINT release_imprint_something CHECK (imprint_id IS NOT NULL OR catalogue_number IS NOT NULL);
ALTER TABLE venue ALTER address SET NOT NULL, ALTER capacity SET DEFAULT 0;
ALTER TABLE tag_relation DROP CONSTRAINT tag_relation_tag2_id_fkey, ADD CONSTRAINT tag_relation_tag2_id_fkey FOREIGN KEY (tag2_id) REFERENCES tag ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE area DROP CONSTRAINT area_parent_fk, ADD CONSTRAINT area_parent_fk FOREIGN KEY (parent_id) REFERENCES area (id) ON DELETE SET NULL DEFERRABLE;
