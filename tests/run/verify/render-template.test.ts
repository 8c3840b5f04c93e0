import { describe, expect, it } from "vitest";
import { renderTemplate } from "../../../src/run/verify/render-template.ts";
import { fact, FACTS, METRICS } from "./samples.ts";

describe("renderTemplate", () => {
  it.each([
    ["logins fell {F1|pct}", "logins fell 46 %"],
    ["logins fell {F1}", "logins fell 46 %"],
    ["ARR {F4|money} renews {F6|date}", "ARR $118,800 renews 2026-12-14"],
    ["{F12} seats, {F99|num} others", "unknown seats, {F99|num} others"],
    ["{F1|money}", "46 %"],
  ])("%s → %s", (template, printed) => {
    expect(renderTemplate(template, FACTS, METRICS)).toBe(printed);
  });

  it("ends a sentence once where a name ends in a full stop of its own", () => {
    const facts = new Map([["F1", fact("F1", "champion", "Alder Freight Inc.", "text")]]);
    expect(renderTemplate("Signs at {F1|text}. Call {F1|text} now.", facts, METRICS)).toBe(
      "Signs at Alder Freight Inc. Call Alder Freight Inc. now.",
    );
  });

  it("prints a change as a magnitude in every unit and cleans text values", () => {
    const facts = new Map([
      ["F1", fact("F1", "logins_change_30d", -1_500_00, "money", { currency: "USD" })],
      ["F2", fact("F2", "champion", "Da\u001B[31mna\u202E", "text")],
    ]);
    expect(renderTemplate("fell {F1} {F2}", facts, METRICS)).toBe("fell $1,500 Dana");
  });
});
