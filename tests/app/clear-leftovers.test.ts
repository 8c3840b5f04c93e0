import { existsSync, linkSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clearLeftovers } from "../../src/app/clear-leftovers.ts";
import { findWorkspace, type Workspace } from "../../src/config/workspace.ts";
import { fixedClock } from "../../src/core/clock.ts";
import { hash } from "../../src/core/ids.ts";
import { openHold } from "../../src/run/model/open-hold.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const NOW = fixedClock("2026-11-22T09:00:00Z");
const LONG_AGO = new Date("2026-11-22T08:00:00Z");
const JUST_NOW = new Date("2026-11-22T08:59:00Z");
const TODOS = "tasks/churn-acme-2026w47-todos.md";

let root = "";
let workspace: Workspace;
beforeEach(async () => {
  root = tempFolder();
  workspace = await findWorkspace({ cwd: root, packageRoot: ROOT, dir: root });
});
afterEach(() => removeFolder(root));

function made(files: Readonly<Record<string, string>>, at: Date): void {
  writeFiles(root, files);
  for (const file of Object.keys(files)) utimesSync(join(root, file), at, at);
}

const isThere = (file: string): boolean => existsSync(join(root, file));

describe("clearLeftovers", () => {
  it("removes drafts and locks of processes that were killed, wherever they write", async () => {
    const left = {
      [`${TODOS}.0a1b2c3d.tmp`]: "half",
      "tasks/.churn-acme-2026w47.lock": "token",
      "tasks/.churn-acme-2026w47.lock.0a1b2c3d": "",
      "handoffs/p.md.lock": "token",
      "memory/.insights.md.lock": "token",
      "history/.health.lock": "token",
      "history/health.ndjson.0a1b2c3d.tmp": "half",
      ".echo/runs/churn-acme-2026w47/.facts.lock": "token",
      ".echo/runs/churn-acme-2026w47/brief.json.0a1b2c3d.tmp": "half",
      ".echo/runs/churn-acme-2026w47/transcript-1.lock.turn": "token",
    };
    made(left, LONG_AGO);
    expect(await clearLeftovers(workspace, NOW)).toEqual([]);
    expect(Object.keys(left).filter(isThere)).toEqual([]);
  });

  it("leaves what is at work, and everything that is not ours", async () => {
    made({ [`${TODOS}.0a1b2c3d.tmp`]: "half", "tasks/.churn-acme-2026w47.lock": "token" }, JUST_NOW);
    const own = {
      [TODOS]: "text",
      "tasks/notes.tmp": "mine",
      "tasks/plan.old.tmp": "mine",
      "tasks/door.lock.md": "mine",
      "exports/a.csv.lock": "mine",
    };
    made(own, LONG_AGO);
    await clearLeftovers(workspace, NOW);
    expect([`${TODOS}.0a1b2c3d.tmp`, "tasks/.churn-acme-2026w47.lock", ...Object.keys(own)].filter((file) => !isThere(file))).toEqual([]);
  });

  it("removes the hold of a run only where its process is no more", async () => {
    const [dead, held] = [".echo/runs/t/transcript-1.lock", ".echo/runs/t/transcript-2.lock"];
    writeFiles(root, { [dead]: "" });
    await openHold(join(root, held), "t", NOW);
    // A process of our own that ended long ago.
    const holder = JSON.parse(readFileSync(join(root, held), "utf8")) as Record<string, unknown>;
    made({ [dead]: JSON.stringify({ ...holder, pid: 2 ** 22 + 1 }) }, LONG_AGO);
    utimesSync(join(root, held), LONG_AGO, LONG_AGO);
    await clearLeftovers(workspace, NOW);
    expect([dead, held].map(isThere)).toEqual([false, true]);
  });

  it("lays a replaced text aside that may hold an edit, and removes it where it is what the file says", async () => {
    made({ [TODOS]: "ours", [`${TODOS}.0a1b2c3d.old.tmp`]: "theirs, edited", [`${TODOS}.1a1b2c3d.old.tmp`]: "ours" }, LONG_AGO);
    linkSync(join(root, TODOS), join(root, `${TODOS}.2a1b2c3d.old.tmp`));
    const aside = `${TODOS}.conflict-${hash("theirs, edited", 8)}`;
    expect(await clearLeftovers(workspace, NOW)).toEqual([join(root, aside)]);
    expect(readFileSync(join(root, aside), "utf8")).toBe("theirs, edited");
    expect(["0", "1", "2"].filter((first) => isThere(`${TODOS}.${first}a1b2c3d.old.tmp`))).toEqual([]);
    expect(readFileSync(join(root, TODOS), "utf8")).toBe("ours");
  });
});
