-- expect 2:3 standard_conforming_strings
  set LOCAL "standard_conforming_strings" TO 'off';
