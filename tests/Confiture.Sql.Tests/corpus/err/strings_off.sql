-- expect 3:1 standard_conforming_strings to something else than on
SELECT 1;
SET standard_conforming_strings = off;
SELECT 'a\'';';
