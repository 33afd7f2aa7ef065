-- Who are the top suppliers of titanium?
SELECT supplier.name AS supplier, count(*) AS facts, count(DISTINCT article_id) AS articles
FROM facts
JOIN arguments AS supplier USING (article_id, fact_id)
JOIN arguments AS mineral USING (article_id, fact_id)
WHERE type = 'SUPPLY' AND supplier.role = 'supplier' AND mineral.commodity = 'titanium'
GROUP BY supplier.name
ORDER BY facts DESC, supplier;

-- How much is invested in deals of more than $100m, by the country that the article names first?
SELECT country.country, facts.status, count(*) AS deals, sum(value.amount) AS dollars
FROM facts
JOIN arguments AS value USING (article_id, fact_id)
JOIN mentions AS country USING (article_id)
WHERE type = 'INVESTMENT' AND value.role = 'value' AND value.currency = 'USD' AND value.amount > 100000000
  AND country.start_char = (
    SELECT min(start_char) FROM mentions WHERE article_id = facts.article_id AND country IS NOT NULL
  )
GROUP BY country.country, facts.status
ORDER BY dollars DESC;

-- What is to be produced, how much of it, and when?
SELECT mineral.commodity, producer.name AS producer, quantity.tonnes, period.start_date, period.end_date
FROM facts
JOIN arguments AS mineral USING (article_id, fact_id)
JOIN arguments AS producer USING (article_id, fact_id)
JOIN arguments AS quantity USING (article_id, fact_id)
JOIN arguments AS period USING (article_id, fact_id)
WHERE type = 'PRODUCTION' AND status IN ('planned', 'projected') AND mineral.role = 'commodity'
  AND producer.role = 'producer' AND quantity.role = 'quantity' AND period.role = 'period'
ORDER BY quantity.tonnes DESC;

-- Who buys or holds which stakes?
SELECT buyer.name AS buyer, target.name AS target, stake.amount AS percent, facts.status, published
FROM facts
JOIN articles USING (article_id)
JOIN arguments AS buyer USING (article_id, fact_id)
JOIN arguments AS target USING (article_id, fact_id)
JOIN arguments AS stake USING (article_id, fact_id)
WHERE type = 'ACQUISITION' AND buyer.role = 'buyer' AND target.role = 'target' AND stake.role = 'stake'
ORDER BY stake.amount DESC;

-- How has Kazakhstan's trade developed, and which words say so?
SELECT period.start_date, coalesce(value.amount, value.amount_min) AS at_least, value.currency, value.text
FROM facts
JOIN arguments AS partner USING (article_id, fact_id)
JOIN arguments AS value USING (article_id, fact_id)
JOIN arguments AS period USING (article_id, fact_id)
WHERE type = 'TRADE' AND partner.country = 'KZ' AND value.role = 'value' AND period.role = 'period'
ORDER BY period.start_date;
