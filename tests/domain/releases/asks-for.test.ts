import { describe, expect, it } from "vitest";
import { asksFor, featureWords } from "../../../src/domain/releases/asks-for.ts";

describe("asksFor", () => {
  const ask = (title: string, text: string, same = false): number => asksFor(featureWords(title), text, same);

  it("needs every word, or two thirds of them in the same capability", () => {
    expect(ask("Read-only guest links", "a guest link that is read-only")).toBe(1);
    expect(ask("Read-only guest links", "guest links")).toBe(0);
    expect(ask("Recurring guest links", "guest links", true)).toBeCloseTo(2 / 3);
    expect(ask("Recurring guest link reminders daily", "guest links", true)).toBe(0);
  });

  it("takes a single word for an asking in the same capability only", () => {
    expect(ask("SCIM", "we wait for SCIM")).toBe(0);
    expect(ask("SCIM", "we wait for SCIM", true)).toBe(1);
  });

  it("finds nothing where a title holds no word of its own", () => {
    expect(ask("New feature", "a new feature please", true)).toBe(0);
    expect(ask("constructor", "toString", true)).toBe(0);
  });
});
