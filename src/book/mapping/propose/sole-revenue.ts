import type { Clue } from "./clue.ts";
import type { ProposedColumn } from "./proposal.ts";

const REVENUE = new Set(["arr_minor", "mrr_minor", "contract_minor"]);
const CURRENCY = /\p{Sc}|\b(EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|CAD|AUD|NZD|JPY|INR|BRL|SGD)\b/iu;

/**
 * What a list of accounts says of revenue where no header names it: the one column of amounts in a currency is taken for revenue a year, to
 * be checked; of several a person has to say which.
 */
export function soleRevenue(
  clues: readonly Clue[],
  named: readonly ProposedColumn[],
): { readonly columns: readonly ProposedColumn[]; readonly notes: readonly string[] } {
  if (named.some(({ target }) => REVENUE.has(target))) return { columns: [], notes: [] };
  const free = clues.filter(({ sample }) => !named.some(({ header }) => header === sample.header));
  const amounts = free.filter(({ sample, shapes }) => {
    const inCurrency = sample.values.filter((value) => CURRENCY.test(value)).length;
    return shapes.amount >= 0.8 && (CURRENCY.test(sample.header) || inCurrency >= sample.values.length / 2);
  });
  const [only] = amounts;
  if (only === undefined) return { columns: [], notes: ["no column is known for revenue a year: if there is one, name it with arr_minor"] };
  if (amounts.length > 1)
    return {
      columns: [],
      notes: [
        `revenue a year may be one of ${amounts.map(({ sample }) => JSON.stringify(sample.header)).join(", ")}: name it with arr_minor`,
      ],
    };
  const reason = "the only column of amounts in a currency: check that they are revenue a year";
  return { columns: [{ target: "arr_minor", header: only.sample.header, sure: 0.5, reason }], notes: [] };
}
