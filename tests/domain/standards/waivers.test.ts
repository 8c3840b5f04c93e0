import { describe, expect, it } from "vitest";
import { applyWaivers, type Waiver } from "../../../src/domain/standards/waivers.ts";
import { finding } from "./samples.ts";

const waiver = (more: Partial<Waiver>): Waiver => ({
  rule: "VA-01",
  account: null,
  subject: null,
  until: "2026-06-30",
  reason: "on leave",
  file: "check-waivers.yaml",
  line: 1,
  ...more,
});
const FINDINGS = [finding("acme", "t1"), finding("acme", "t2"), finding("birch", "t3")];
const standing = (waivers: readonly Waiver[], asOf = "2026-06-30"): string[] =>
  applyWaivers(FINDINGS, waivers, asOf).standing.map(({ subject }) => subject);

describe("applyWaivers", () => {
  it("covers a rule, an account or a subject, up to and with its last day", () => {
    expect(standing([waiver({})])).toEqual([]);
    expect(standing([waiver({ account: "acme" })])).toEqual(["t3"]);
    expect(standing([waiver({ account: "acme", subject: "t2" })])).toEqual(["t1", "t3"]);
    expect(standing([waiver({ rule: "VA-02" })])).toEqual(["t1", "t2", "t3"]);
  });

  it("covers nothing once it has expired, and says so", () => {
    const judged = applyWaivers(FINDINGS, [waiver({})], "2026-07-01");
    expect(judged.standing).toHaveLength(3);
    expect(judged.expired).toHaveLength(1);
    expect(judged.idle).toEqual([]);
  });

  it("names those in force that cover nothing", () => {
    expect(applyWaivers(FINDINGS, [waiver({ account: "cedar" })], "2026-06-30").idle).toHaveLength(1);
    expect(applyWaivers(FINDINGS, [waiver({})], "2026-06-30").idle).toEqual([]);
  });
});
