CREATE TABLE tv_order (
    pk_order integer PRIMARY KEY REFERENCES tb_order,
    data jsonb NOT NULL
);
