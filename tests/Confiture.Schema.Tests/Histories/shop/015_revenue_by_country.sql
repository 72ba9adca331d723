-- Revenue is counted by country and without tax, and the dashboard follows.
DROP VIEW admin.dashboard;
DROP MATERIALIZED VIEW sales.daily_revenue;
CREATE MATERIALIZED VIEW sales.daily_revenue AS
    SELECT date_trunc('day', o.placed_at) AS day, o.channel_id, o.currency_code, (a.address).country AS country, count(*) AS orders, sum(o.total - o.tax) AS revenue, sum(o.tax) AS tax
    FROM sales.sales_order o LEFT JOIN sales.order_address a ON a.order_id = o.id AND a.kind = 'billing' WHERE o.state <> 'cancelled' GROUP BY 1, 2, 3, 4;
CREATE UNIQUE INDEX daily_revenue_key ON sales.daily_revenue (day, channel_id, currency_code, country);
CREATE INDEX daily_revenue_country_idx ON sales.daily_revenue (country) WHERE revenue > 0;
CREATE VIEW admin.dashboard AS SELECT (SELECT sum(revenue) FROM sales.daily_revenue) AS revenue, (SELECT sum(tax) FROM sales.daily_revenue) AS tax, (SELECT count(*) FROM stock.shortage) AS short, (SELECT count(*) FROM sales.open_payment) AS unpaid;
GRANT SELECT ON sales.daily_revenue TO app_writer;
COMMENT ON MATERIALIZED VIEW sales.daily_revenue IS 'Refreshed every night';
