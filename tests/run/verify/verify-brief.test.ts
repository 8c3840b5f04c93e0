import { describe, expect, it } from "vitest";
import { verifyBrief } from "../../../src/run/verify/verify-brief.ts";
import { FACTS, VOCABULARY } from "./samples.ts";

const context = { facts: FACTS, vocabulary: VOCABULARY };

describe("verifyBrief", () => {
  it("counts statements and finds nothing in a clean Brief", () => {
    const verification = verifyBrief(
      {
        headline_template: "Acme is at risk: logins fell {F1|pct}.",
        findings: [
          { kind: "cause", template: "Logins fell {F1|pct}.", facts: ["F1"] },
          { kind: "gap", template: "No success plan is on file.", facts: [] },
        ],
        actions: [{ template: "Call the champion.", why: ["F1"] }],
        unknowns: [{ what: "Survey answers", needs: "surveys" }],
      },
      context,
    );
    expect(verification).toEqual({ checked: 5, unverified: [] });
  });

  it("names the place of each unbacked claim", () => {
    const { unverified } = verifyBrief(
      {
        headline_template: "Acme loses 12 users.",
        findings: [
          { kind: "cause", template: "The champion is unhappy.", facts: [] },
          { kind: "risk", template: "Logins rose {F1|pct}.", facts: ["F1", "F98"] },
        ],
        actions: [{ template: "Offer 20% off.", why: ["F97"] }],
        unknowns: [{ what: "why 3 users left" }],
      },
      context,
    );
    expect(unverified.map(({ where, claim }) => `${where} ${claim}`)).toEqual([
      "headline 12",
      "findings[0] The champion is unhappy.",
      "findings[1] F98",
      "findings[1] {F1|pct}",
      "actions[0] F97",
      "actions[0] 20%",
      "unknowns[0] 3",
    ]);
  });
});
