import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameFinder } from "../../../src/domain/text/name-finder.ts";

const finder = nameFinder(["Acme", "Acme Corp", "Dana Reyes", "Müller & Söhne", "[24]7 Service", "X", ""]);

describe("nameFinder", () => {
  it.each([
    ["Acme Corp is down", "# is down"],
    ["acme's login, ACME", "#'s login, #"],
    ["Ask Dana Reyes, not Dana or Dana Reyesova", "Ask #, not Dana or Dana Reyesova"],
    ["Acmeology and superacme", "Acmeology and superacme"],
    ["MÜLLER & SÖHNE", "#"],
    ["by 24]7 service", "by #"],
    ["X marks it", "X marks it"],
  ])("hides whole names: %s", (text, hidden) => {
    expect(finder.hidden(text, "#")).toBe(hidden);
    expect(finder.holds(text)).toBe(text !== hidden);
  });

  it("leaves no name that it was given, and changes no text without one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom("Acme", "dana", "Reyes", " ", "corp", "ı", "İ"), fc.string({ unit: "grapheme" })), {
          maxLength: 10,
        }),
        (parts) => {
          const text = parts.join("");
          const left = finder.hidden(text, "#");
          expect(finder.holds(left)).toBe(false);
          expect(left === text).toBe(!finder.holds(text));
        },
      ),
    );
  });
});
