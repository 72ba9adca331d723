-- Serial columns of every size appear and one changes its size.
-- before
CREATE TABLE t (a smallserial, b serial);
-- after
CREATE TABLE t (a serial, b serial, c bigserial);
