import type { Fact, FactValue } from "../../src/domain/facts/fact.ts";
import type { ReportDocument } from "../../src/reports/document.ts";
import { cite, words } from "../../src/reports/words.ts";

/** A Fact of an account, as a ledger would hold it. */
export function fact(id: string, metric: string, value: FactValue, more: Partial<Fact> = {}): Fact {
  return {
    id,
    key: `key-${id}-${metric}`,
    snapshot: "s",
    metric,
    subject: { account: "acme" },
    value,
    unit: "count",
    window: { from: "2026-07-01", to: "2026-09-30" },
    asOf: "2026-11-20",
    formula: "counted",
    source: { query: "quarter-use", params: {}, tables: ["usage"], rows: 3 },
    ...more,
  };
}

/** A document with every kind of block. */
export function sampleDocument(title = "Acme <b>Corp</b>"): ReportDocument {
  const logins = fact("F1", "quarter_logins", 1025);
  const users = fact("F2", "quarter_active_users", 46);
  return {
    title,
    subtitle: "Business review 2026Q3",
    audience: "customer",
    brand: { company: "Northstar", customer: title, accent: "#1f5fa8" },
    date: "2026-11-20",
    foot: "Northstar · as of 2026-11-20",
    parts: [
      { id: "cover", title, cover: true, blocks: [{ kind: "bullets", items: ["Recap (5 min)"] }], notes: ["Welcome."] },
      {
        id: "use",
        title: "Use | of the product",
        stage: { number: 1, name: "Recap", minutes: 5 },
        blocks: [
          { kind: "heading", text: "Heading" },
          { kind: "paragraph", words: words`${cite(logins)} logins by ${cite(users)} people` },
          { kind: "figures", figures: [{ label: "Logins", value: [cite(logins)], note: "in the quarter", tone: "bad" }] },
          { kind: "callout", tone: "missing", words: "No goals are on record." },
          {
            kind: "table",
            caption: "Features",
            columns: [{ title: "Feature" }, { title: "Uses", align: "right" }],
            rows: [["Workflow | Run <script>alert(1)</script>", "[click](javascript:alert(1))"]],
            facts: [users],
          },
          { kind: "checklist", items: [{ what: "Agree on goals", owner: "Ana", due: "2026-12-01", done: false }] },
        ],
        notes: ["Say it plainly."],
      },
      {
        id: "trend",
        title: "Trend",
        stage: { number: 2, name: "Trend" },
        blocks: [
          {
            kind: "chart",
            chart: {
              id: "logins",
              kind: "bar",
              title: "Logins by month",
              unit: "count",
              categories: ["2026-07", "2026-08", "2026-09"],
              series: [{ name: "Logins", values: [391, null, 370], facts: [logins] }],
            },
          },
          {
            kind: "chart",
            chart: {
              id: "both",
              kind: "line",
              title: "Two",
              unit: "ratio",
              categories: ["a", "b"],
              series: [
                { name: "You", values: [-0.5, 0.25], facts: [logins] },
                { name: "Others", values: [0.1, 0.2], facts: [users] },
              ],
            },
          },
        ],
        notes: [],
      },
    ],
  };
}
