import { describe, expect, it } from "vitest";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { askedMetric } from "../../../src/domain/questions/asked-metric.ts";
import { unknownName } from "../../../src/domain/questions/unknown-name.ts";

describe("askedMetric", () => {
  const ofBook: readonly (readonly [question: string, metric: string | undefined])[] = [
    ["what is our NRR?", "nrr_12m"],
    ["What's the gross revenue retention", "grr_12m"],
    ["how many open tickets are there?", "book_open_tickets"],
    ["NPS?", "nps_90d"],
    ["show me ARR at risk", "arr_at_risk"],
    ["what is our MRR", "book_mrr"],
    ["why is our NRR falling?", undefined],
    ["how do we improve NRR?", undefined],
    ["which accounts churn?", undefined],
    ["write a mail about our NPS", undefined],
    ["what should we do about Monday?", undefined],
  ];
  for (const [question, metric] of ofBook)
    it(`"${question}" asks the book for ${metric ?? "something else"}`, () => expect(askedMetric(question, "book", METRICS)).toBe(metric));

  const ofAccount: readonly (readonly [question: string, metric: string | undefined])[] = [
    ["how many logins did Acme have?", "logins_last_30d"],
    ["what is Acme's ARR?", "arr"],
    ["when is the renewal date of Acme?", "renewal_on"],
    ["how many open tickets has Acme", "open_tickets"],
    ["what is the health score of Acme", "health_score"],
    ["why are logins down at Acme?", undefined],
  ];
  for (const [question, metric] of ofAccount)
    it(`"${question}" asks an account for ${metric ?? "something else"}`, () =>
      expect(askedMetric(question, "account", METRICS)).toBe(metric));

  it("finds every metric by its own title", () => {
    for (const about of ["account", "book"] as const) {
      // "plan" is a verb too, and taken for one.
      for (const { title } of [...METRICS.values()].filter((metric) => metric.about === about && metric.title !== "plan")) {
        const asked = askedMetric(`what is the ${title}?`, about, METRICS);
        expect(METRICS.get(asked ?? "")?.about, title).toBe(about);
      }
    }
  });
});

describe("unknownName", () => {
  const BOOK = [
    { account: "acme", name: "Acme Corp", keys: [] },
    { account: "brightloom", name: "Brightloom", keys: [] },
  ];
  const cases: readonly (readonly [question: string, name: string | undefined])[] = [
    ["why is Globex churning?", "Globex"],
    ["how is Initech Labs doing", "Initech Labs"],
    ["why is Globex's usage down?", "Globex"],
    ["why is acne churning?", "acne"],
    ["is brihgtloom ok", undefined],
    ["is brightlom ok", "brightlom"],
    ["Which accounts are at risk?", undefined],
    ["what is our NRR in Q3?", undefined],
    ["do we support SSO with SCIM?", undefined],
    ["prepare the QBR. Then tell me more", undefined],
  ];
  for (const [question, name] of cases) it(`"${question}" names ${name ?? "nobody"}`, () => expect(unknownName(question, BOOK)).toBe(name));
});
