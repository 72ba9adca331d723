CREATE TABLE tb_order (
    pk_order integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    customer text NOT NULL
);

CREATE TABLE tb_order_line (
    pk_order_line integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fk_order integer NOT NULL REFERENCES tb_order,
    amount numeric(12, 2) NOT NULL
);

CREATE INDEX tb_order_line_fk_order ON tb_order_line (fk_order);
