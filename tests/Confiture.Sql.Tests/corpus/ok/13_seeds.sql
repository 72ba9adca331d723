-- Seed data as people write it; one row a line
INSERT INTO shop.country (code, name, motto, note) VALUES
    ('FR1', 'France', $m$Liberté; égalité$m$, 'C''est l''hexagone'), -- FR; row 1
    ('FR2', 'France', $m$Liberté; égalité$m$, 'C''est l''hexagone'), -- FR; row 2
    ('FR3', 'France', $m$Liberté; égalité$m$, 'C''est l''hexagone'), -- FR; row 3
    ('DE1', 'Deutschland', $m$Einigkeit; Recht$m$, 'Größe zählt'), -- DE; row 1
    ('DE2', 'Deutschland', $m$Einigkeit; Recht$m$, 'Größe zählt'), -- DE; row 2
    ('DE3', 'Deutschland', $m$Einigkeit; Recht$m$, 'Größe zählt'), -- DE; row 3
    ('CI1', 'Côte d''Ivoire', $m$Union -- travail$m$, 'it''s /* a */ test'), -- CI; row 1
    ('CI2', 'Côte d''Ivoire', $m$Union -- travail$m$, 'it''s /* a */ test'), -- CI; row 2
    ('CI3', 'Côte d''Ivoire', $m$Union -- travail$m$, 'it''s /* a */ test'), -- CI; row 3
    ('JP1', '日本', $m$平和;$m$, '東京;'), -- JP; row 1
    ('JP2', '日本', $m$平和;$m$, '東京;'), -- JP; row 2
    ('JP3', '日本', $m$平和;$m$, '東京;'), -- JP; row 3
    ('GR1', 'Ελλάς', $m$Ελευθερία; ή$m$, '"θάνατος"'), -- GR; row 1
    ('GR2', 'Ελλάς', $m$Ελευθερία; ή$m$, '"θάνατος"'), -- GR; row 2
    ('GR3', 'Ελλάς', $m$Ελευθερία; ή$m$, '"θάνατος"'), -- GR; row 3
    ('US1', 'United States', $m$E pluribus; unum$m$, '50% $$ $1'), -- US; row 1
    ('US2', 'United States', $m$E pluribus; unum$m$, '50% $$ $1'), -- US; row 2
    ('US3', 'United States', $m$E pluribus; unum$m$, '50% $$ $1'), -- US; row 3
    ('GB1', 'Great Britain', $m$Dieu; et mon droit$m$, 'O''Brien''s \path\'), -- GB; row 1
    ('GB2', 'Great Britain', $m$Dieu; et mon droit$m$, 'O''Brien''s \path\'), -- GB; row 2
    ('GB3', 'Great Britain', $m$Dieu; et mon droit$m$, 'O''Brien''s \path\'), -- GB; row 3
    ('IN1', 'भारत', $m$सत्यमेव; जयते$m$, ';'), -- IN; row 1
    ('IN2', 'भारत', $m$सत्यमेव; जयते$m$, ';'), -- IN; row 2
    ('IN3', 'भारत', $m$सत्यमेव; जयते$m$, ';'), -- IN; row 3
    ('BR1', 'Brasil', $m$Ordem; e progresso$m$, '--'), -- BR; row 1
    ('BR2', 'Brasil', $m$Ordem; e progresso$m$, '--'), -- BR; row 2
    ('BR3', 'Brasil', $m$Ordem; e progresso$m$, '--'), -- BR; row 3
    ('CH1', 'Schweiz', $m$Unus pro; omnibus$m$, '/* */'), -- CH; row 1
    ('CH2', 'Schweiz', $m$Unus pro; omnibus$m$, '/* */'), -- CH; row 2
    ('CH3', 'Schweiz', $m$Unus pro; omnibus$m$, '/* */'), -- CH; row 3
    ('SE1', 'Sverige', $m$För Sverige; i tiden$m$, ''''''), -- SE; row 1
    ('SE2', 'Sverige', $m$För Sverige; i tiden$m$, ''''''), -- SE; row 2
    ('SE3', 'Sverige', $m$För Sverige; i tiden$m$, ''''''), -- SE; row 3
    ('PL1', 'Polska', $m$Bóg; honor$m$, ';;;'), -- PL; row 1
    ('PL2', 'Polska', $m$Bóg; honor$m$, ';;;'), -- PL; row 2
    ('PL3', 'Polska', $m$Bóg; honor$m$, ';;;'), -- PL; row 3
    ('ZZ0', NULL, DEFAULT, E'last\'; \\') /* the last; */
ON CONFLICT (code) DO UPDATE
    SET name = excluded.name, -- keep; the newest
        motto = excluded.motto;

INSERT INTO log VALUES (1, E'escaped\'; text 1\\', now()) /* row; 1 */;
INSERT INTO log VALUES (2, $r2$dollar; $r$ text 2$r2$, now())
;
INSERT INTO log
    SELECT 3, 'a\' || ';', now()
    WHERE NOT EXISTS (SELECT FROM log WHERE id = 3);
UPDATE log SET text = 'it''s; row 4' WHERE id = 4;DELETE FROM log WHERE text = '\';
SELECT setval('log_id_seq', 5); ; SELECT 5 AS "row;5";
INSERT INTO log VALUES (6, 'plain; text 6', now()); -- row 6
INSERT INTO log VALUES (7, E'escaped\'; text 7\\', now()) /* row; 7 */;
INSERT INTO log VALUES (8, $r8$dollar; $r$ text 8$r8$, now())
;
INSERT INTO log
    SELECT 9, 'a\' || ';', now()
    WHERE NOT EXISTS (SELECT FROM log WHERE id = 9);
UPDATE log SET text = 'it''s; row 10' WHERE id = 10;DELETE FROM log WHERE text = '\';
SELECT setval('log_id_seq', 11); ; SELECT 11 AS "row;11";
INSERT INTO log VALUES (12, 'plain; text 12', now()); -- row 12
INSERT INTO log VALUES (13, E'escaped\'; text 13\\', now()) /* row; 13 */;
INSERT INTO log VALUES (14, $r14$dollar; $r$ text 14$r14$, now())
;
INSERT INTO log
    SELECT 15, 'a\' || ';', now()
    WHERE NOT EXISTS (SELECT FROM log WHERE id = 15);
UPDATE log SET text = 'it''s; row 16' WHERE id = 16;DELETE FROM log WHERE text = '\';
SELECT setval('log_id_seq', 17); ; SELECT 17 AS "row;17";
INSERT INTO log VALUES (18, 'plain; text 18', now()); -- row 18
INSERT INTO log VALUES (19, E'escaped\'; text 19\\', now()) /* row; 19 */;
INSERT INTO log VALUES (20, $r20$dollar; $r$ text 20$r20$, now())
;
INSERT INTO log
    SELECT 21, 'a\' || ';', now()
    WHERE NOT EXISTS (SELECT FROM log WHERE id = 21);
UPDATE log SET text = 'it''s; row 22' WHERE id = 22;DELETE FROM log WHERE text = '\';
SELECT setval('log_id_seq', 23); ; SELECT 23 AS "row;23";
INSERT INTO log VALUES (24, 'plain; text 24', now()); -- row 24
INSERT INTO log VALUES (25, E'escaped\'; text 25\\', now()) /* row; 25 */;
INSERT INTO log VALUES (26, $r26$dollar; $r$ text 26$r26$, now())
;
INSERT INTO log
    SELECT 27, 'a\' || ';', now()
    WHERE NOT EXISTS (SELECT FROM log WHERE id = 27);
UPDATE log SET text = 'it''s; row 28' WHERE id = 28;DELETE FROM log WHERE text = '\';
SELECT setval('log_id_seq', 29); ; SELECT 29 AS "row;29";
INSERT INTO log VALUES (30, 'plain; text 30', now()); -- row 30
DO $seed$
BEGIN
    FOR i IN 1..10 LOOP
        INSERT INTO log VALUES (1000 + i, format($f$row; %s's$f$, i), now());
    END LOOP;
END
$seed$;
SELECT * FROM log; -- done;
