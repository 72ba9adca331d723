-- expect 3:1 standard_conforming_strings to
SELECT 1;
SET standard_conforming_strings = off;
SELECT 'a\'';';
