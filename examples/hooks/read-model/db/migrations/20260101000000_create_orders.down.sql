DROP TABLE tb_order_line;
DROP TABLE tb_order;
