import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listExports } from "../../src/book/import/export-files.ts";
import { removeFolder, tempFolder } from "../../src/testing/temp-workspace.ts";
import { editFileTool } from "../../src/tools/edit-file.ts";
import { globTool } from "../../src/tools/glob.ts";
import { grepTool } from "../../src/tools/grep.ts";
import { multiEditFileTool } from "../../src/tools/multi-edit-file.ts";
import { readFileTool } from "../../src/tools/read-file.ts";
import type { ToolContext } from "../../src/tools/tool-context.ts";
import { writeFileTool } from "../../src/tools/write-file.ts";
import { sampleContext } from "../tools/samples.ts";
import { type Flipper, startFlipping } from "./link-flipper.ts";

const FLIPS = 20_000;
const TRIES = 800;
const SECRET = "stolen-words";

let home: string;
let root: string;
let outside: string;
let context: ToolContext;
let flipper: Flipper | undefined;

beforeEach(() => {
  home = tempFolder();
  root = join(home, "workspace");
  outside = join(home, "outside");
  for (const folder of [join(root, "drafts"), join(root, "exports"), join(root, "drafts/team"), join(outside, "drafts")])
    mkdirSync(folder, { recursive: true });
  writeFileSync(join(outside, "plan.md"), SECRET);
  writeFileSync(join(outside, "only-outside.md"), SECRET);
  writeFileSync(join(root, "drafts/team/plan.md"), "inside words");
  context = sampleContext({ workspace: root });
});
afterEach(async () => {
  await flipper?.stop();
  flipper = undefined;
  removeFolder(home);
});

/** The folder drafts/team, and by turns a link out of the workspace in its place. */
function flipFolder(): void {
  symlinkSync(outside, join(home, "link"));
  flipper = startFlipping(join(root, "drafts/team"), join(home, "parked"), join(home, "link"));
}

/** The file drafts/plan.md, and by turns a link to a file outside. */
function flipFile(): void {
  writeFileSync(join(root, "drafts/plan.md"), "inside words");
  symlinkSync(join(outside, "plan.md"), join(home, "link"));
  flipper = startFlipping(join(root, "drafts/plan.md"), join(home, "parked"), join(home, "link"));
}

interface Tally {
  done: number;
  refused: number;
  readonly texts: Set<string>;
}

/**
 * Does `work` over and over until the link was swapped often enough and both outcomes were seen. What `work` made stays
 * where it landed: clearing it away while the link moves would itself go through the link, and could hide an escape.
 */
async function during(work: (turn: number) => Promise<{ readonly text: string }>): Promise<Tally> {
  const tally: Tally = { done: 0, refused: 0, texts: new Set() };
  for (
    let turn = 0;
    turn < 20_000 && ((flipper?.flips() ?? 0) < FLIPS || turn < TRIES || tally.done === 0 || tally.refused === 0);
    turn += 1
  ) {
    try {
      tally.texts.add((await work(turn)).text);
      tally.done += 1;
    } catch (error) {
      if (!(error instanceof Error && error.name === "ToolError")) throw error;
      tally.refused += 1;
    }
  }
  await flipper?.stop();
  return tally;
}

/** Nothing outside is new or other than it was. */
function expectOutsideUntouched(): void {
  expect(readdirSync(outside).sort()).toEqual(["drafts", "only-outside.md", "plan.md"]);
  expect(readdirSync(join(outside, "drafts"))).toEqual([]);
  for (const name of ["plan.md", "only-outside.md"]) expect(readFileSync(join(outside, name), "utf8")).toBe(SECRET);
}

describe.skipIf(process.platform !== "linux")("a link that is swapped in thousands of times while tools work", () => {
  it.each([
    ["a folder", flipFolder, "drafts/team/plan.md"],
    ["a file", flipFile, "drafts/plan.md"],
  ])(
    "reading never shows what lies behind it: %s",
    async (_what, flip, path) => {
      flip();
      const { done, refused, texts } = await during(() => readFileTool.run({ path }, context));
      expect(done).toBeGreaterThan(0);
      expect(refused).toBeGreaterThan(0);
      expect([...texts].join()).not.toContain(SECRET);
    },
    120_000,
  );

  it("grep and glob neither", async () => {
    flipFolder();
    const texts: string[] = [];
    while ((flipper?.flips() ?? 0) < FLIPS) {
      texts.push((await grepTool.run({ text: "words" }, context)).text, (await globTool.run({ pattern: "**" }, context)).text);
    }
    expect(texts.join()).not.toContain(SECRET);
    expect(texts.join()).not.toContain("only-outside");
    expect(texts.join()).toContain("inside words");
  }, 120_000);

  it.each([
    ["a new file", async (turn: number) => writeFileTool.run({ path: `drafts/team/new-${turn}.md`, text: "taken over" }, context)],
    ["a new folder", async (turn: number) => writeFileTool.run({ path: `drafts/team/deep-${turn}/new.md`, text: "taken over" }, context)],
    [
      "a change",
      async (turn: number) =>
        editFileTool.run(
          { path: "drafts/team/plan.md", old: "inside words", new: turn % 2 === 0 ? "inside words" : "inside  words" },
          context,
        ),
    ],
    [
      "several changes",
      async () => multiEditFileTool.run({ path: "drafts/team/plan.md", edits: [{ old: "inside", new: "inside" }] }, context),
    ],
  ])(
    "writing never lands behind it: %s",
    async (_what, work) => {
      flipFolder();
      const { done, refused } = await during(work);
      expect(done).toBeGreaterThan(0);
      expect(refused).toBeGreaterThan(0);
      expectOutsideUntouched();
    },
    120_000,
  );

  it("changing a file that is swapped for a link leaves what the link leads to", async () => {
    flipFile();
    const { refused } = await during(() => editFileTool.run({ path: "drafts/plan.md", old: "inside", new: "inside" }, context));
    expect(refused).toBeGreaterThan(0);
    expectOutsideUntouched();
  }, 120_000);

  it("import lists nothing behind it to be opened", async () => {
    writeFileSync(join(outside, "secret.csv"), "a,b\n1,2\n");
    mkdirSync(join(root, "exports/crm"));
    writeFileSync(join(root, "exports/crm/secret.csv"), "a,b\n1,2\n");
    symlinkSync(outside, join(home, "link"));
    flipper = startFlipping(join(root, "exports/crm"), join(home, "parked"), join(home, "link"));
    let opened = 0;
    while (flipper.flips() < FLIPS) {
      for (const { refused, absolute } of (await listExports(join(root, "exports"))) ?? []) {
        if (refused !== null) continue;
        opened += 1;
        expect(absolute).toBe(join(root, "exports/crm/secret.csv"));
      }
    }
    expect(opened).toBeGreaterThan(0);
  }, 120_000);
});
