import type { Adapter } from "./adapter.ts";
import { cellSql, headerOf, NO_CELL } from "./cell-sql.ts";
import type { RawTable } from "./raw-table.ts";

/** Codes that headers write; `$` is the sign of many currencies, and says none. */
const CODE = /(?:^|[^A-Za-z])(EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|CAD|AUD|NZD|JPY|INR|BRL|MXN|SGD|ZAR)(?![A-Za-z])|([€£])/;
const SIGNS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP" };

/** The currency that the headers of a file's amounts name, as in `Jahreswert (EUR)`; null where none does, or two name different ones. */
export function headerCurrency(adapter: Adapter, raw: RawTable): string | null {
  const amounts = Object.entries(adapter.columns).filter(([, rule]) => rule.kind === "money-major" || rule.kind === "money-minor");
  const said = amounts
    .filter(([, rule]) => cellSql(rule, raw) !== NO_CELL)
    .flatMap(([target]) => {
      const [, code, sign] = CODE.exec(headerOf(adapter, target, raw)) ?? [];
      return code ?? SIGNS[sign ?? ""] ?? [];
    });
  const [only, ...others] = [...new Set(said)];
  return only === undefined || others.length > 0 ? null : only;
}
