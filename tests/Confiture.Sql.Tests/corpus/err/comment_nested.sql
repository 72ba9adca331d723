-- expect 2:10 This comment does not end: 2 comments in one another are open
SELECT 1 /* a /* b /* c */ ; SELECT 2;
