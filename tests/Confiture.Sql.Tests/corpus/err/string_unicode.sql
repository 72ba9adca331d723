-- expect 2:11 This string does not end
SELECT a, U&'\0061;