-- What the server's log says of these: `psql -f statements.sql`, with log_statement=ddl.
CREATE TABLE orders (
  id int PRIMARY KEY,

  total int CHECK (total > 0)
);
INSERT INTO orders VALUES (1, 10), (2, 20);
INSERT INTO orders
  VALUES (1, 30);
SELECT
  totals
FROM orders;
CREATE FUNCTION pay(order_id int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET total = -1 WHERE id = order_id;
END
$$;
SELECT pay(1);
