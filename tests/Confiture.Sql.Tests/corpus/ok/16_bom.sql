-- a byte order mark is before this; comment
SELECT 1;
SELECT '﻿;' AS inside;
SELECT 'last';
