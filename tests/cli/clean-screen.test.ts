import { Chalk } from "chalk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanScreen } from "../../src/cli/render/clean-screen.ts";
import { clean } from "../../src/core/text.ts";

const colour = new Chalk({ level: 1 });
const plain = new Chalk({ level: 0 });
const HOSTILE = "\u001B]0;title\u0007\u001B[2J\u001B[8mhidden\u001B[5m\u202Eevil\u001B[1;31m\u001B[38;5;9m\u009B1m";

describe("cleanScreen", () => {
  it("keeps what was painted, and nothing else of a hostile text", () => {
    expect(cleanScreen(colour, `${colour.bold.red("late")} ${HOSTILE} ${colour.dim(HOSTILE)}`)).toBe(
      `${colour.bold.red("late")} hiddenevil1m ${colour.dim("hiddenevil1m")}`,
    );
  });

  it("is `clean` where nothing is painted", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(cleanScreen(plain, `${text}${HOSTILE}\u001B[31m`)).toBe(clean(`${text}${HOSTILE}\u001B[31m`));
      }),
    );
  });

  it("ends a colour that a text leaves open with its line", () => {
    expect(cleanScreen(colour, "a \u001B[31mred\nnext")).toBe("a \u001B[31mred\u001B[0m\nnext");
    expect(cleanScreen(colour, `${colour.green("fine")}\nnext`)).toBe(`${colour.green("fine")}\nnext`);
  });

  it("leaves no control character but the codes of colours", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const rest = cleanScreen(colour, text).replaceAll(/\u001B\[(?:0|1|2|4|22|24|3[0-7]|39|90)m/g, "");
        expect(rest).toBe(clean(rest));
      }),
    );
  });
});
