-- Broadcasts were never filled, and the last of them leave with all their attendants.
DROP VIEW broadcast_with_rating;
DROP FUNCTION broadcast_names(integer), broadcast_find(text, integer), broadcast_unused(integer), broadcast_rating_of(integer);
DROP TABLE broadcast_alias, broadcast_alias_kind, broadcast_annotation, broadcast_tag, broadcast_tag_vote, broadcast_rating, broadcast_redirect, broadcast_meta, broadcast_attribute, broadcast_image, editing.edit_broadcast;
DROP FUNCTION broadcast_by_gid(uuid);
DROP FUNCTION label(broadcast);
DROP TABLE broadcast;
DROP TABLE broadcast_kind;
DROP FUNCTION broadcast_after_insert(), broadcast_before_update(), broadcast_tag_recount(), broadcast_rating_recount(), broadcast_merge(integer, integer), broadcast_one_primary();
DROP TABLE counts.change_2024;
DROP EVENT TRIGGER watch_rewrites;
DROP PUBLICATION mirror_statistics;
COMMENT ON SCHEMA counts IS 'Numbers by day';
COMMENT ON COLUMN recording.length_s IS 'In seconds';
