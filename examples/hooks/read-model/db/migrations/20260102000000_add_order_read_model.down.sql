DROP TABLE tv_order;
