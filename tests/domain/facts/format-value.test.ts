import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatFact, formatMoney, formatValue, fractionDigits, STYLES, stylesOf } from "../../../src/domain/facts/format-value.ts";
import { UNITS, type Unit } from "../../../src/domain/facts/fact.ts";

const ratio = (value: number, change = false): string => formatValue({ value, unit: "ratio", change });

describe("formatValue", () => {
  it("prints what people write", () => {
    expect([ratio(0.46), ratio(-0.5029), ratio(-0.5029, true), ratio(0.051), ratio(1.2)]).toEqual([
      "46 %",
      "-50 %",
      "50 %",
      "5.1 %",
      "120 %",
    ]);
    expect([
      formatFact({ value: 11_880_000, unit: "money", currency: "USD" }),
      formatMoney(1_485_050, "USD"),
      formatMoney(120_000, "EUR"),
      formatMoney(1200, "JPY"),
    ]).toEqual(["$118,800", "$14,850.50", "€1,200", "¥1,200"]);
    expect([
      formatFact({ value: 1, unit: "days" }),
      formatFact({ value: 24, unit: "days" }),
      formatFact({ value: 2.25, unit: "hours" }),
      formatFact({ value: 48.4, unit: "score" }),
      formatFact({ value: 1234, unit: "count" }),
      formatFact({ value: 8.333, unit: "count" }),
    ]).toEqual(["1 day", "24 days", "2.3 h", "48.4", "1,234", "8.3"]);
    expect([
      formatFact({ value: null, unit: "money" }),
      formatFact({ value: "2026-12-14", unit: "date" }),
      formatFact({ value: "red", unit: "tier" }),
    ]).toEqual(["unknown", "2026-12-14", "red"]);
  });

  it("rounds half away from zero, on both sides", () => {
    expect([
      ratio(0.125),
      ratio(-0.125),
      formatFact({ value: 51.45, unit: "score" }),
      formatFact({ value: -51.45, unit: "score" }),
    ]).toEqual(["13 %", "-13 %", "51.5", "-51.5"]);
  });

  it("never prints a minus before zero", () => {
    expect([formatFact({ value: -0.02, unit: "score" }), formatFact({ value: -0, unit: "count" })]).toEqual(["0", "0"]);
  });

  it("falls back to the unit's own style where another does not suit it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...UNITS),
        fc.constantFrom(...STYLES),
        fc.integer({ min: -10_000, max: 10_000 }),
        (unit: Unit, style, value) => {
          const printed = formatValue({ value, unit, currency: "USD" }, style);
          if (!stylesOf(unit).includes(style)) expect(printed).toBe(formatValue({ value, unit, currency: "USD" }));
          expect(printed).not.toBe("");
        },
      ),
    );
  });

  it("prints money to the cent: what is printed reads back to the amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.constantFrom("USD", "EUR", "JPY", "KWD"), (minor, currency) => {
        expect(Math.round(Number(formatMoney(minor, currency).replaceAll(/[^\d.]/g, "")) * 10 ** fractionDigits(currency))).toBe(minor);
      }),
    );
  });
});
