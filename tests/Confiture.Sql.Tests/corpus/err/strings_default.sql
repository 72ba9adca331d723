-- expect 2:1 standard_conforming_strings
SET SESSION standard_conforming_strings TO DEFAULT