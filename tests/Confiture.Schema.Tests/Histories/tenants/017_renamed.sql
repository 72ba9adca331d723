-- Spaces are called books, members' states lose a word.
-- confiture: renamed from space
ALTER TABLE docs.space RENAME TO book;
-- confiture: renamed from space_id
ALTER TABLE docs.document RENAME COLUMN space_id TO book_id;
-- confiture: renamed from work
ALTER SCHEMA work RENAME TO tracking;
-- confiture: renamed from board_kind
ALTER TYPE tracking.board_kind RENAME TO board_style;
-- confiture: renamed from unpaid
ALTER VIEW billing.unpaid RENAME TO open_invoice;
-- confiture: renamed from touch
ALTER FUNCTION core.touch() RENAME TO set_updated_at;
