/**
 * Salesforce writes one id in two ways: 15 characters whose case counts (reports, links) and 18, the same with three more that
 * tell the case of each five (data loader, API). The long form means the same whatever its case, so ids are kept and compared in it.
 */
const SUFFIXES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** The long form of a short id; any other text as it is. */
export function longSalesforceId(id: string): string {
  if (!/^[0-9A-Za-z]{15}$/.test(id)) return id;
  const capitals = (five: string): number => [...five].reduce((bits, letter, index) => bits + (/[A-Z]/.test(letter) ? 2 ** index : 0), 0);
  return id + [0, 5, 10].map((from) => SUFFIXES.charAt(capitals(id.slice(from, from + 5)))).join("");
}

/** SQL that does what `longSalesforceId` does to the text `cell`. */
export function longSalesforceIdSql(cell: string): string {
  const isCapital = (place: number): string => `CAST(ascii(substr(${cell}, ${place}, 1)) BETWEEN 65 AND 90 AS INTEGER)`;
  const suffix = (from: number): string =>
    `substr('${SUFFIXES}', 1 + ${[0, 1, 2, 3, 4].map((index) => `${2 ** index} * ${isCapital(from + index)}`).join(" + ")}, 1)`;
  return `CASE WHEN regexp_full_match(${cell}, '[0-9A-Za-z]{15}') THEN ${cell} || ${[1, 6, 11].map(suffix).join(" || ")} ELSE ${cell} END`;
}

/**
 * The form in which ids of customers are compared, whichever source holds them: lower case, and a Salesforce account's (they begin with 001) in
 * full. Where the three letters at the end of a long one do not fit its case, and its case is not lost, its first fifteen count, as in the rule.
 */
export function sameId(id: string): string {
  return (id.startsWith("001") ? longSalesforceId(hasWrongEnd(id) ? id.slice(0, 15) : id) : id).toLowerCase();
}

/** A program that shortens or makes up ids writes any end; one that loses the case keeps the end that tells it. */
function hasWrongEnd(id: string): boolean {
  const short = id.slice(0, 15);
  return /^[0-9A-Za-z]{18}$/.test(id) && /[a-z]/.test(short) && /[A-Z]/.test(short) && longSalesforceId(short) !== id;
}
