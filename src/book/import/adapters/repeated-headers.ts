import type { Adapter, Kind } from "../adapter.ts";

/** Kinds of which no value is a word, as a header is. */
const WORDLESS = new Set<Kind>(["instant", "day", "day-or-month", "money-major", "money-minor", "number", "int", "minutes", "hours"]);

/** The adapter, leaving out lines of headers that stand among the rows: exports of several months are often put one below the other. */
export function skippingHeaders(adapter: Adapter): Adapter {
  // Usage is read as it is: a pass over hundreds of millions of rows for this is too dear, and such a line is refused and told anyway.
  if (adapter.format !== "table" || adapter.skip !== undefined || adapter.table === "usage") return adapter;
  const from = Object.values(adapter.columns).flatMap((rule) => (WORDLESS.has(rule.kind) ? rule.from : []));
  const plain = [...new Set(from)].filter((header) => !header.includes("*"));
  if (plain.length === 0) return adapter;
  return {
    ...adapter,
    skip: { from: plain, values: plain.map((header) => header.toLowerCase()), what: "headers repeated among the rows" },
  };
}
