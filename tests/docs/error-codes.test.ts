import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adviceOn, errorTables } from "../../scripts/doc-errors.ts";
import { ERROR_ADVICE } from "../../scripts/error-advice.ts";
import { errorCodes, type ToldError } from "../../scripts/error-codes.ts";
import { rootPath } from "../../scripts/root.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const SOURCE = `
throw new UserError({ code: "plain", message: \`There is no \${what} "\${name}".\`, fix: "Name " + "another." });
const choice = new UserError({ code: many ? "one" : "two", message: many ? "first" : "second", fix: "Do it." });
function fault(code: string, message: string): DataError {
  return new DataError({ code, message, fix: "Correct the file." });
}
throw fault("made-by-a-function", "The file is odd.");
const other = { code: 7, message: "no error of ours" };
`;

let folder = "";
let told: ToldError[] = [];
beforeAll(() => {
  folder = tempFolder();
  mkdirSync(join(folder, "src"));
  told = errorCodes(rootPath("src"));
});
afterAll(() => removeFolder(folder));

describe("errorCodes", () => {
  it("reads code, texts and class from the source", () => {
    writeFiles(folder, { "src/a.ts": SOURCE });
    expect(errorCodes(join(folder, "src")).map(({ code, thrown, message, fix }) => ({ code, thrown, message, fix }))).toEqual([
      { code: "plain", thrown: "UserError", message: 'There is no … "…".', fix: "Name another." },
      { code: "one", thrown: "UserError", message: "first", fix: "Do it." },
      { code: "two", thrown: "UserError", message: "second", fix: "Do it." },
      { code: "made-by-a-function", thrown: "DataError", message: "The file is odd.", fix: "Correct the file." },
    ]);
  });

  it("misses no code that stands beside `code:` in an error of the program", () => {
    const known = new Set(told.map(({ code }) => code));
    const src = rootPath("src");
    const literal = readdirSync(src, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) =>
        [...readFileSync(join(src, name), "utf8").matchAll(/new \w*Error\(\{\s*code: "([^"]+)"/g)].map(([, code]) => code ?? ""),
      );
    expect(literal.length).toBeGreaterThan(150);
    expect(literal.filter((code) => !known.has(code))).toEqual([]);
  });
});

describe("docs/troubleshooting.md", () => {
  const page = readFileSync(rootPath("docs/troubleshooting.md"), "utf8");

  it("holds every code, and none that is gone (npm run docs writes it anew)", () => {
    const codes = (text: string) => new Set([...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code = ""]) => code));
    const [shown, there] = [codes(page), codes(errorTables(told))];
    expect([...there].filter((code) => !shown.has(code))).toEqual([]);
    expect([...shown].filter((code) => !there.has(code))).toEqual([]);
  });

  it("says of each what it means and what to do", () => {
    const silent = [...new Set(told.map(({ code }) => code))].filter((code) => {
      const { means, todo } = adviceOn(
        code,
        told.filter((each) => each.code === code),
      );
      return means.length === 0 || todo.length === 0;
    });
    expect(silent, "give the error a message and a fix, or add a line to scripts/error-advice.ts").toEqual([]);
  });

  it("has no advice on a code that is gone", () => {
    const known = new Set(told.map(({ code }) => code));
    expect(Object.keys(ERROR_ADVICE).filter((code) => !known.has(code))).toEqual([]);
  });
});
