-- Redirects are forever, and dropping tables is noticed.
CREATE RULE forever AS ON DELETE TO performer_redirect DO INSTEAD NOTHING;
CREATE RULE log_change AS ON UPDATE TO performer_kind WHERE OLD.name <> NEW.name DO ALSO INSERT INTO counts.note (day, title) VALUES (CURRENT_DATE, NEW.name);
CREATE FUNCTION counts.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE DEBUG 'schema changed by %', tg_tag; END $$;
CREATE EVENT TRIGGER watch_drops ON sql_drop EXECUTE FUNCTION counts.watch();
CREATE EVENT TRIGGER watch_rewrites ON table_rewrite EXECUTE FUNCTION counts.watch();
ALTER EVENT TRIGGER watch_rewrites DISABLE;
