import { describe, expect, it } from "vitest";
import { DataError } from "../../../src/core/errors.ts";
import { parseRule } from "../../../src/domain/standards/parse-rule.ts";
import { entry, rule } from "./samples.ts";

const faultOf = (fields: Record<string, string>): DataError["detail"] => {
  try {
    rule({ must: "days_without_contact <= threshold_days", threshold: "31 d", ...fields });
  } catch (error) {
    if (error instanceof DataError) return error.detail;
    throw error;
  }
  throw new Error("the rule was accepted");
};

describe("parseRule", () => {
  it("fills the threshold into tests in the unit they ask for", () => {
    expect(rule({ threshold: "2 weeks", must: "`days_without_contact <= threshold_days`" }).must).toMatchObject({ value: 14 });
    expect(rule({ threshold: "1 d", "for each": "ticket", must: "reply_hours <= threshold_hours" }).must).toMatchObject({ value: 24 });
    expect(rule({ threshold: "30–50 accounts", "for each": "owner", must: "accounts <= threshold_high" }).must).toMatchObject({
      value: 50,
    });
    expect(rule({ threshold: "80 %", "for each": "book", must: "green_share > threshold" }).must).toMatchObject({ value: 0.8 });
  });

  it("takes the words of linters for severities, and metrics of an account for values", () => {
    expect(rule({ severity: "error", must: "nps_last >= 7" }).severity).toBe("high");
    expect(rule({ severity: "note", "for each": "ticket", must: "health_score >= 50" })).toMatchObject({
      severity: "low",
      names: ["health_score"],
    });
  });

  it("leaves an entry without a test for reading", () => {
    expect(parseRule(entry({ check: "look at it", fix: "mend it" }), [])).toBeUndefined();
  });

  it("names the line, what was found and the nearest", () => {
    expect(faultOf({ must: "days_without_contct <= 3" })).toMatchObject({
      code: "bad-rule",
      found: "days_without_contct",
      allowed: expect.arrayContaining(["days_without_contact"]) as unknown,
      place: { line: 7 },
    });
    expect(faultOf({ severity: "hihg" })).toMatchObject({ found: "hihg", allowed: expect.arrayContaining(["high"]) as unknown });
    expect(faultOf({ threshold: "soon" }).message).toContain('"soon" is no threshold');
    expect(faultOf({ threshold: "3 rows" }).message).toContain('3 rows gives no threshold_days, which "must" compares with');
    expect(faultOf({ "for each": "tickt" })).toMatchObject({ allowed: expect.arrayContaining(["ticket"]) as unknown });
    expect(faultOf({ needs: "interaction" })).toMatchObject({ allowed: expect.arrayContaining(["interactions"]) as unknown });
    expect(faultOf({ message: "{accout} is late" })).toMatchObject({ found: "accout" });
    expect(faultOf({ must: "days_without_contact <=" }).message).toContain("is no test");
    expect(faultOf({ evidence: "contract" })).toMatchObject({ found: "contract" });
    expect(faultOf({ since: "yesterday" })).toMatchObject({ found: "yesterday" });
  });

  it("keeps values of one kind of subject from another", () => {
    expect(faultOf({ must: "reply_hours <= 4" }).found).toBe("reply_hours");
    expect(faultOf({ "for each": "owner", must: "health_score > 4" }).found).toBe("health_score");
  });
});
