import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLines } from "../../src/cli/read-lines.ts";

async function linesOf(chunks: readonly (string | Uint8Array)[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(
    (async function* () {
      yield* chunks;
    })(),
  ))
    lines.push(line);
  return lines;
}

describe("readLines", () => {
  it("gives the same lines however the bytes are cut", async () => {
    const line = fc.string({ unit: "binary" }).map((text) => text.replaceAll(/[\r\n\uFEFF]/g, ""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 5 }),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.nat({ max: 40 }), { maxLength: 8 }),
        async (lines, windows, marked, cuts) => {
          const end = windows ? "\r\n" : "\n";
          const bytes = new TextEncoder().encode((marked ? "\uFEFF" : "") + lines.map((text) => text + end).join(""));
          const places = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
          const chunks = places.slice(1).map((place, index) => bytes.slice(places[index], place));
          expect(await linesOf(chunks)).toEqual(lines);
        },
      ),
    );
  });

  it("keeps a last line without an end, blank lines between, and takes text as well as bytes", async () => {
    expect(await linesOf(["\uFEFFone\n\ntwo\r", "\nthr", "ee"])).toEqual(["one", "", "two", "three"]);
    expect(await linesOf([])).toEqual([]);
    expect(await linesOf(["\n"])).toEqual([""]);
  });
});
