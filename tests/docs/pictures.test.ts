import { readdirSync, readFileSync, statSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ansiSvg } from "../../scripts/ansi-svg.ts";
import { rootPath } from "../../scripts/root.ts";
import { terminalPictures } from "../../scripts/terminal-pictures.ts";

const MOST_BYTES = 60_000;

const texts = (svg: string): string[] => [...svg.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map(([, text = ""]) => text);

describe("ansiSvg", () => {
  it("keeps colours, weight and columns", () => {
    const svg = ansiSvg("echo-cs x", "a \u001b[31m\u001b[1mred\u001b[22m one\u001b[39m end", 40);
    expect(svg).toContain('<tspan class="red b" x="32.8" textLength="25.2">red</tspan>');
    expect(svg).toContain('<tspan class="red" x="66.4" textLength="25.2">one</tspan>');
    expect(svg).toContain('<tspan x="100" textLength="25.2">end</tspan>');
  });

  it("carries a colour to the next line, until it is taken back", () => {
    expect(ansiSvg("x", "\u001b[32mone\ntwo\u001b[0m\nthree", 20).match(/class="green"/g)).toHaveLength(2);
  });

  it("shows any text as text: no tag, no entity, no control code", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const svg = ansiSvg("x", `${text}<script>&amp;`, 80);
        expect(svg).not.toMatch(/<script|[\u0000-\u0008\u000b-\u001f]/);
        expect(texts(svg).at(-1)).toMatch(/&lt;script&gt;&amp;amp;$/);
      }),
    );
  });
});

describe("docs/pictures", () => {
  it("shows what the program prints (npx tsx scripts/pictures.ts draws it anew)", async () => {
    const drawn = await terminalPictures();
    // The words alone: where one colour ends and the next begins is no matter of truth.
    const words = (svg: string): string => texts(svg).join("").replaceAll(" ", "");
    for (const [name, svg] of drawn) expect(words(readFileSync(rootPath(`docs/pictures/${name}`), "utf8")), name).toBe(words(svg));
    expect(
      readdirSync(rootPath("docs/pictures"))
        .filter((name) => name.endsWith(".svg"))
        .sort(),
    ).toEqual([...drawn.keys()].sort((a, b) => (a < b ? -1 : 1)));
  });

  it("is small", () => {
    const sizes = readdirSync(rootPath("docs/pictures")).map((name) => ({ name, size: statSync(rootPath(`docs/pictures/${name}`)).size }));
    expect(sizes.filter(({ size }) => size > MOST_BYTES)).toEqual([]);
  });
});
