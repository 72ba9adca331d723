-- Releases can be cancelled or expunged.
ALTER TYPE release_status ADD VALUE 'cancelled' AFTER 'bootleg';
ALTER TYPE release_status ADD VALUE 'expunged';
ALTER TYPE editing.edit_state ADD VALUE 'deleted' BEFORE 'withdrawn';
ALTER TYPE series_ordering ADD VALUE 'by_date' AFTER 'automatic';
