/** In the API ISK and UGX are written with two decimals that they do not have, MGA without the two of the book. */
export function stripeMinor(amount: string): string {
  return `CASE WHEN currency IN ('ISK', 'UGX') THEN CAST(round(${amount} / 100) AS BIGINT) WHEN currency = 'MGA' THEN CAST(round(${amount} * 100) AS BIGINT) ELSE CAST(round(${amount}) AS BIGINT) END`;
}

const RECURRING = { interval: "VARCHAR", interval_count: "INTEGER", usage_type: "VARCHAR" };
const ITEM = {
  quantity: "DOUBLE",
  current_period_start: "BIGINT",
  current_period_end: "BIGINT",
  price: {
    unit_amount: "DOUBLE",
    unit_amount_decimal: "VARCHAR",
    nickname: "VARCHAR",
    lookup_key: "VARCHAR",
    product: "JSON",
    recurring: RECURRING,
  },
  plan: { amount: "DOUBLE", nickname: "VARCHAR", product: "JSON", ...RECURRING },
};
const ITEMS = `CAST(json_transform(items, '[${JSON.stringify(ITEM)}]') AS STRUCT(quantity DOUBLE, current_period_start BIGINT, current_period_end BIGINT, price STRUCT(unit_amount DOUBLE, unit_amount_decimal VARCHAR, nickname VARCHAR, lookup_key VARCHAR, product JSON, recurring STRUCT("interval" VARCHAR, interval_count INTEGER, usage_type VARCHAR)), plan STRUCT(amount DOUBLE, nickname VARCHAR, product JSON, "interval" VARCHAR, interval_count INTEGER, usage_type VARCHAR))[])`;

/** What is paid by use has no price in advance. */
const LICENSED = `list_filter(${ITEMS}, lambda i: coalesce(i.price.recurring.usage_type, i.plan.usage_type, 'licensed') <> 'metered')`;
const UNIT = "coalesce(i.price.unit_amount, TRY_CAST(i.price.unit_amount_decimal AS DOUBLE), i.plan.amount)";
const INTERVAL = 'coalesce(i.price.recurring."interval", i.plan."interval")';
const EVERY = "coalesce(i.price.recurring.interval_count, i.plan.interval_count, 1)";
const TERMS_A_YEAR = `(CASE ${INTERVAL} WHEN 'day' THEN 365.0 WHEN 'week' THEN 52.0 WHEN 'month' THEN 12.0 WHEN 'year' THEN 1.0 END / ${EVERY})`;

/** Of a price that is not known, such as one in tiers, no revenue is guessed. */
const A_YEAR = `CASE WHEN len(list_filter(${LICENSED}, lambda i: ${UNIT} IS NULL OR ${TERMS_A_YEAR} IS NULL)) = 0 THEN list_sum(list_transform(${LICENSED}, lambda i: ${UNIT} * coalesce(i.quantity, 1) * ${TERMS_A_YEAR})) END`;

/** The term of the first item, in months; the book keeps other terms as a price a year. */
const TERM = `list_transform(${ITEMS}, lambda i: CASE ${INTERVAL} || ' ' || ${EVERY} WHEN 'month 1' THEN 'month' WHEN 'month 3' THEN 'quarter' WHEN 'month 6' THEN 'half-year' ELSE CASE WHEN ${TERMS_A_YEAR} IS NOT NULL THEN 'year' END END)[1]`;
const PARTS_OF_YEAR = `CASE ${TERM} WHEN 'month' THEN 12 WHEN 'quarter' THEN 4 WHEN 'half-year' THEN 2 ELSE 1 END`;

/** A quantity of one beside others is a fee, no seat. */
const SEATS = `CAST(coalesce(list_sum(list_filter(list_transform(${LICENSED}, lambda i: i.quantity), lambda q: q > 1)), list_max(list_transform(${LICENSED}, lambda i: i.quantity))) AS INTEGER)`;

const PRODUCT = "coalesce(i.price.product, i.plan.product)";
const PRODUCT_NAME = `CASE WHEN json_type(${PRODUCT}) = 'OBJECT' THEN ${PRODUCT} ->> '$.name' ELSE ${PRODUCT} ->> '$' END`;
const listed = (item: string): string =>
  `nullif(array_to_string(list_distinct(list_filter(list_transform(${ITEMS}, lambda i: ${item}), lambda x: x IS NOT NULL)).list_sort(), ', '), '')`;

const ofFirstItem = (field: string): string => `make_timestamp(list_transform(${ITEMS}, lambda i: i.${field})[1] * 1000000)`;

/** What a subscription's `items`, the API's list as JSON, make of its columns. */
export const FROM_ITEMS: Readonly<Record<string, string>> = {
  product: listed(PRODUCT_NAME),
  plan: listed(`coalesce(i.price.nickname, i.plan.nickname, i.price.lookup_key, ${PRODUCT_NAME})`),
  seats: SEATS,
  interval: TERM,
  amount_minor: stripeMinor(`(${A_YEAR}) / (${PARTS_OF_YEAR})`),
  arr_minor: stripeMinor(A_YEAR),
  period_start_at: `coalesce(period_start_at, ${ofFirstItem("current_period_start")})`,
  period_end_at: `coalesce(period_end_at, ${ofFirstItem("current_period_end")})`,
};
