import { addDays } from "../../../src/core/days.ts";
import type { PageAccount } from "../../../src/reports/book-page/page-account.ts";
import type { ReportDocument } from "../../../src/reports/document.ts";

export const AS_OF = "2026-11-20";
const SIGNALS = [
  "logins are down",
  "an invoice is past due",
  "the champion has left",
  "the renewal is near",
  "they look at another product",
  "a ticket of high or urgent priority stays open",
  "nothing is heard of them",
  "fewer features are in use",
];
const CHANCES = ["they recommend us", "seats are filling", "several departments use it", "they ask for more"];
const SEVERITIES = ["low", "medium", "high", "critical"];
const RULES = [
  "Renewal talk 90 days ahead",
  "Quarterly business review",
  "Reply within four hours",
  "Check-in by touch",
  "Success plan with seven items",
];

/** Made-up accounts, the same every time: names of several scripts, gaps in every column. */
export function madeAccounts(count: number): PageAccount[] {
  let seed = 20_261_120;
  const next = (below: number): number => {
    // Park and Miller's generator.
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const pick = <T>(of: readonly T[]): T => of[next(of.length)] as T;
  const maybe = <T>(value: T): T | null => (next(12) === 0 ? null : value);
  return Array.from({ length: count }, (_, index): PageAccount => {
    const score = maybe(next(1000) / 10);
    const tier = score === null ? null : score >= 75 ? "green" : score >= 50 ? "yellow" : "red";
    const renewal = maybe(addDays(AS_OF, next(400) - 10));
    const soon = renewal !== null && renewal <= addDays(AS_OF, 90);
    return {
      id: `account-${String(index).padStart(5, "0")}`,
      name: `${pick(["Alder", "Bluestem", "Cobalt", "日本", "مؤسسة", "Ünlü", "Fern"])} ${pick(["Works", "Foods", "Freight", "Health", "株式会社", "Labs"])} ${index}`,
      csm: maybe(`Manager ${next(60)}`),
      segment: maybe(pick(["enterprise", "mid-market", "SMB"])),
      touch: maybe(pick(["high touch", "mid touch", "low touch"])),
      arr: maybe(next(400_000) * 100),
      currency: next(20) === 0 ? "EUR" : "USD",
      score,
      tier,
      delta: score === null ? null : next(400) / 10 - 20,
      renewal,
      outlook: soon ? pick(["commit", "likely", "at risk"]) : null,
      tickets: maybe(next(30)),
      urgent: maybe(next(5)),
      meeting: maybe(addDays(AS_OF, -next(300))),
      seats: maybe(next(130) / 100),
      logins: maybe(next(200) / 100 - 1),
      signals: [
        ...Array.from({ length: next(8) }, () => ({
          kind: "risk" as const,
          title: pick(SIGNALS),
          severity: pick(SEVERITIES),
          since: addDays(AS_OF, -next(200)),
        })),
        ...Array.from({ length: next(3) }, () => ({
          kind: "expansion" as const,
          title: pick(CHANCES),
          severity: pick(SEVERITIES),
          since: addDays(AS_OF, -next(200)),
        })),
      ],
      findings: Array.from({ length: next(5) }, () => ({
        rule: `VA-${next(60)}`,
        title: pick(RULES),
        severity: pick(SEVERITIES),
        count: 1 + next(4),
      })),
    };
  });
}

/** A summary of one part, for pages that are about the table. */
export const SUMMARY: ReportDocument = {
  title: "Book review",
  subtitle: `Every customer on ${AS_OF}.`,
  audience: "internal",
  date: AS_OF,
  brand: { company: "Our Company", accent: "#1f5fa8" },
  foot: `As of ${AS_OF}`,
  parts: [
    {
      id: "figures",
      title: "The book in figures",
      blocks: [{ kind: "figures", figures: [{ label: "accounts", value: "many" }] }],
      notes: [],
    },
  ],
};
