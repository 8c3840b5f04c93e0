import { NO_CELL } from "./cell-sql.ts";

/** A list of addresses without those under the domain of `own`. */
export function theirs(addresses: string, own: string): string {
  if (addresses === NO_CELL || own === NO_CELL) return addresses;
  const domain = `lower(nullif(regexp_extract(${own}, '@[^@\\s>;,]+'), ''))`;
  const others = `array_to_string(list_filter(string_split_regex(${addresses}, '[;,]'), lambda x: NOT contains(lower(x), ${domain})), ';')`;
  return `CASE WHEN ${domain} IS NULL THEN ${addresses} ELSE nullif(${others}, '') END`;
}
