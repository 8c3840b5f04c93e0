import { createHash } from "node:crypto";
import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { importInput } from "../app/open-session.ts";
import { ensureSnapshot } from "../book/snapshot/ensure-snapshot.ts";
import { readEnvironment } from "../config/environment.ts";
import { findWorkspace } from "../config/workspace.ts";
import { fixedClock } from "../core/clock.ts";
import { silentLog } from "../core/log.ts";
import { removeFolder, tempFolder } from "./temp-workspace.ts";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/**
 * A temporary folder in which `--demo` finds its snapshot ready. It is imported once for all tests of a source tree; the folder gets a hard
 * link to it, which nobody writes through: an import replaces the file. Who changes rows asks for a copy of their `own`.
 */
export async function demoFolder({ own = false } = {}): Promise<string> {
  const shared = await sharedSnapshot();
  const folder = tempFolder();
  mkdirSync(join(folder, "echo-demo", ".echo"), { recursive: true });
  for (const name of SNAPSHOT_FILES) (own ? copyFileSync : linkSync)(join(shared, name), join(folder, "echo-demo", ".echo", name));
  return folder;
}

const SNAPSHOT_FILES = ["book.duckdb", "book.duckdb.manifest.json"];

async function sharedSnapshot(): Promise<string> {
  const prefix = `echo-cs-demo-${userInfo().uid}-`;
  const home = join(tmpdir(), prefix + sourceHash());
  removeOld(prefix, home);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const workspace = await findWorkspace({ cwd: home, packageRoot: ROOT, demo: true });
  const deps = { workspace, environment: readEnvironment({}), clock: fixedClock("2026-11-22T09:00:00Z"), log: silentLog };
  await ensureSnapshot(importInput(deps));
  return join(workspace.root, ".echo");
}

const HOUR_MS = 3_600_000;

/** Snapshots of sources as they were hours ago are of no more use. */
function removeOld(prefix: string, current: string): void {
  for (const folder of readdirSync(tmpdir())
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(tmpdir(), name))) {
    const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (folder !== current && since !== undefined && Date.now() - since > HOUR_MS) removeFolder(folder);
  }
}

/** Changes with whatever an import depends on beside the exports: a snapshot of another import is never taken for this one's. */
function sourceHash(): string {
  const files = ["src/book", "src/core", "src/domain/triage", "src/domain/sentiment", "references/triage"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((name) => join(ROOT, folder, name)),
  );
  const stamps = files.sort().map((file) => `${file} ${statSync(file).mtimeMs}`);
  return createHash("sha256").update(stamps.join("\n")).digest("hex").slice(0, 12);
}
