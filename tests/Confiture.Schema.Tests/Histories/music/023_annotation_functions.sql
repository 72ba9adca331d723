-- Functions get better attributes and fewer arguments.
ALTER FUNCTION credit_text(integer) COST 300 PARALLEL SAFE;
ALTER FUNCTION release_length(integer) SET work_mem = '16MB';
DROP FUNCTION recording_find(text, integer);
CREATE FUNCTION recording_find(words text) RETURNS TABLE (id integer, name text, credit text) LANGUAGE sql STABLE ROWS 25 AS $$ SELECT e.id, e.name, credit_text(e.credit_id) FROM recording e WHERE plain_name(e.name) LIKE plain_name(words) || '%' LIMIT 25 $$;
CREATE OR REPLACE FUNCTION venue_merge(old_id integer, new_id integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO venue_redirect (gid, venue_id) SELECT gid, new_id FROM venue WHERE id = old_id;
    DELETE FROM venue WHERE id = old_id;
END $$;
DROP PROCEDURE editing.close_expired();
CREATE PROCEDURE editing.close_expired(INOUT closed integer DEFAULT 0, batch integer DEFAULT 1000) LANGUAGE plpgsql AS $$ BEGIN UPDATE editing.edit SET state = 'applied', closed_at = now() WHERE id IN (SELECT id FROM editing.edit WHERE state = 'open' AND closes_at < now() LIMIT batch); GET DIAGNOSTICS closed = ROW_COUNT; END $$;
REVOKE EXECUTE ON FUNCTION venue_merge(integer, integer) FROM PUBLIC;
