import { describe, expect, it } from "vitest";
import { parseAccountFilter } from "../../../src/domain/accounts/account-filter.ts";
import { refuseImpossible } from "../../../src/domain/accounts/filter-values.ts";
import type { Unit } from "../../../src/domain/facts/fact.ts";

const UNITS: Readonly<Record<string, Unit>> = {
  segment: "text",
  health_tier: "tier",
  arr: "money",
  csm_name: "text",
  adoption_rate: "ratio",
  renewal_on: "date",
};
const check = (text: string): void => refuseImpossible(parseAccountFilter(text, Object.keys(UNITS)), (metric) => UNITS[metric]);

describe("values that an account may have", () => {
  it.each([
    "all",
    "tier=RED|yellow",
    "segment=Mid Market",
    "tier=smb",
    "arr>=50k, adoption_rate<80%",
    "owner=Nobody At All",
    "renewal_on<2026-12-01",
  ])("pass: %s", (text) => expect(() => check(text)).not.toThrow());

  it.each([
    ["tier=rde", 'No account can have the segment "rde".'],
    ["health=orange", 'No account can have the health_tier "orange".'],
    ["segment=enterprise|huge", 'No account can have the segment "huge".'],
    ["arr>lots", 'No account can have the arr "lots".'],
    ["adoption_rate<1e3", 'No account can have the adoption_rate "1e3".'],
  ])("are refused: %s", (text, message) => expect(() => check(text)).toThrow(message));

  it.each([
    ["tier=rde", "did you mean red?"],
    ["tier=entreprise", "did you mean enterprise?"],
    ["health=gren", "did you mean green?", "did you mean red?"],
  ])("have near ones, of which one is offered: %s", (text, ...offered) => {
    let refusal: unknown;
    try {
      check(text);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ detail: { allowed: [...offered] } });
  });
});
