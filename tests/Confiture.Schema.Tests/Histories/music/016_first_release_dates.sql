-- Release families know their first date, kept by triggers, so the function that looked it up returns text.
DROP FUNCTION first_release(integer);
CREATE FUNCTION first_release(family integer) RETURNS text LANGUAGE sql STABLE AS 'SELECT as_text(f.first_release) FROM release_family f WHERE f.id = family';
CREATE FUNCTION set_first_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE release_family f SET first_release = (SELECT e.released FROM release r JOIN release_event e ON e.release_id = r.id WHERE r.family_id = f.id ORDER BY sort_key(e.released) LIMIT 1)
    WHERE f.id IN (SELECT r.family_id FROM release r WHERE r.id = coalesce(NEW.release_id, OLD.release_id));
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER first_release AFTER INSERT OR UPDATE OR DELETE ON release_country DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION set_first_release();
CREATE CONSTRAINT TRIGGER first_release AFTER INSERT OR UPDATE OR DELETE ON release_unknown_country DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION set_first_release();
