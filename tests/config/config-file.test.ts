import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config/config-file.ts";
import { DataError } from "../../src/core/errors.ts";

describe("parseConfig", () => {
  it.each(["", "\n\n", "# nothing but a comment\n\n  # and another\n"])("reads %j as an empty configuration", (text) => {
    expect(parseConfig(text, "echo.yaml")).toEqual({});
  });

  it("reads every setting, the currency in capitals and a bare date as a day", () => {
    const text =
      "company: { name: Northstar, product: workflows }\ntimezone: Europe/Berlin\ncurrency: eur\nas_of: 2026-11-20\nhealth: specialist\nbudget: { turns: 4, seconds: 1.5 }\nprivacy: { mask: false }\n";
    expect(parseConfig(text, "echo.yaml")).toMatchObject({
      timezone: "Europe/Berlin",
      currency: "EUR",
      as_of: "2026-11-20",
      budget: { turns: 4 },
      privacy: { mask: false },
    });
  });

  it.each([
    ["a zone that does not exist", "# head\ntimezone: Europe/Atlantis\n", 2, 11, /timezone.*IANA/],
    ["a day that does not exist", "as_of: 2026-02-30\n", 1, 8, /as_of.*YYYY-MM-DD/],
    ["a currency that is no code", "currency: Dollars\n", 1, 11, /ISO currency/],
    ["a number where text belongs", "company:\n  name: Northstar\nhealth: 3\n", 3, 9, /health/],
    ["a limit below one", "budget:\n  turns: 0\n", 2, 10, /budget\.turns/],
    ["a list", "- timezone: UTC\n", 1, 1, /a group of settings is wanted/],
    ["broken YAML", "timezone: [UTC\n", 2, 1, /not valid YAML/],
  ])("points at %s", (_, text, line, column, message) => {
    const detail = problem(text);
    expect(detail.place).toEqual({ file: "echo.yaml", line, column });
    expect(detail.message).toMatch(message);
  });

  it.each([
    ["at the top", "timezone: UTC\ntimzone: UTC\n", "timzone", "timezone", 2, 1],
    ["in quotes", 'currency: USD\n"curency": EUR\n', "curency", "currency", 2, 1],
    ["in one line with others", "{ currency: USD, as-of: 2026-11-20 }\n", "as-of", "as_of", 1, 18],
    ["of a budget", "budget:\n  token: 5\n", "token", "tokens", 2, 3],
    ["of privacy", "privacy: { maks: false }\n", "maks", "mask", 1, 12],
    ["that is right elsewhere", "currency: USD\nfinance:\n  currency: EUR\n  gross_margn: 0.7\n", "currency", "gross_margin", 3, 3],
    ["of finance", "finance:\n  gross_margn: 0.7\n", "gross_margn", "gross_margin", 2, 3],
  ])("names the setting that was meant by a misspelt one %s", (_, text, found, meant, line, column) => {
    expect(problem(text)).toMatchObject({
      code: "unknown-setting",
      found,
      allowed: expect.arrayContaining([meant]) as string[],
      place: { file: "echo.yaml", line, column },
    });
  });

  it("lists the settings where none is near", () => {
    expect(problem("zzzzzzzzzzzz: 1\n").allowed).toContain("timezone");
  });
});

function problem(text: string): DataError["detail"] {
  try {
    parseConfig(text, "echo.yaml");
  } catch (error) {
    if (error instanceof DataError) return error.detail;
    throw error;
  }
  throw new Error("it was accepted");
}
