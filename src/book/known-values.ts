import type { Book } from "./book.ts";

/** Values that accounts have, by the metric that tells them: industry, country, plan; each sorted. A plan is that of any subscription. */
export async function knownValues(book: Book): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await book.rows<{ metric: string; value: string }>(
    `SELECT DISTINCT metric, value FROM (
  SELECT 'industry' AS metric, industry AS value FROM accounts UNION ALL SELECT 'country', country FROM accounts UNION ALL SELECT 'plan', plan FROM subscriptions
) WHERE value IS NOT NULL AND trim(value) <> '' ORDER BY metric, value LIMIT 1000`,
  );
  const values = new Map<string, string[]>();
  for (const { metric, value } of rows) values.set(metric, [...(values.get(metric) ?? []), value]);
  return values;
}
