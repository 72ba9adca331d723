-- A value is removed from an enum that functions take, return and name in their text and atomic bodies.
-- before
CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE FUNCTION f(s) RETURNS s LANGUAGE sql IMMUTABLE AS $$ SELECT 'a'::s $$;
CREATE FUNCTION g(x s[] DEFAULT '{a}', OUT y s) LANGUAGE plpgsql AS $$ DECLARE z s := 'b'; BEGIN y := z; END $$;
CREATE FUNCTION h(x s DEFAULT 'b') RETURNS boolean LANGUAGE sql IMMUTABLE RETURN x = 'a'::s;
CREATE FUNCTION i() RETURNS TABLE (v s, n int) LANGUAGE sql AS $$ SELECT 'b'::s, 1 $$;
-- after
CREATE TYPE s AS ENUM ('a', 'b');
CREATE FUNCTION f(s) RETURNS s LANGUAGE sql IMMUTABLE AS $$ SELECT 'a'::s $$;
CREATE FUNCTION g(x s[] DEFAULT '{a}', OUT y s) LANGUAGE plpgsql AS $$ DECLARE z s := 'b'; BEGIN y := z; END $$;
CREATE FUNCTION h(x s DEFAULT 'b') RETURNS boolean LANGUAGE sql IMMUTABLE RETURN x = 'a'::s;
CREATE FUNCTION i() RETURNS TABLE (v s, n int) LANGUAGE sql AS $$ SELECT 'b'::s, 1 $$;
