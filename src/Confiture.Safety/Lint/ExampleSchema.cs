namespace Confiture.Safety;

/// <summary>The tables that the examples of migration rules work on.</summary>
public static class ExampleSchema
{
    /// <summary>The statements that make them.</summary>
    public const string Sql = """
        CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, name text, age integer);
        CREATE UNIQUE INDEX users_email_idx ON users (email);
        CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, total numeric(10,2) NOT NULL, status text, placed_at timestamptz);
        CREATE INDEX orders_status_idx ON orders (status);
        CREATE TABLE order_items (order_id bigint NOT NULL, item bigint NOT NULL, count integer);
        CREATE UNIQUE INDEX order_items_idx ON order_items (order_id, item);
        ALTER TABLE order_items ADD CONSTRAINT order_items_count_check CHECK (count > 0) NOT VALID;
        CREATE TABLE memberships (user_id bigint REFERENCES users, order_id bigint REFERENCES orders);
        CREATE TABLE accounts (number bigint, balance numeric(10,2));
        CREATE UNIQUE INDEX accounts_number_idx ON accounts (number);
        CREATE TYPE mood AS ENUM ('sad', 'happy');
        CREATE TABLE people (id bigint PRIMARY KEY, name text, feels mood);
        CREATE VIEW adults AS SELECT id, name FROM people;
        CREATE DOMAIN amount AS integer;
        CREATE TABLE gifts (value amount);
        CREATE MATERIALIZED VIEW order_totals AS SELECT user_id, sum(total) AS total FROM orders GROUP BY user_id;
        CREATE UNIQUE INDEX order_totals_idx ON order_totals (user_id);
        CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);
        CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE events_2026 (id bigint, at date);

        """;
}
