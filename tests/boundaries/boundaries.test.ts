import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Boundaries, checkBoundaries } from "../../scripts/check-boundaries.ts";
import { rootPath } from "../../scripts/root.ts";

/** One planted file a row, and the rule that must name it. */
const PLANTED: readonly { rule: string; file: string; code: string }[] = [
  { rule: "layer-core", file: "core/planted.ts", code: 'import type { Fact } from "../domain/facts/fact.ts"; export type Planted = Fact;' },
  { rule: "layer-config", file: "config/planted.ts", code: 'import "../domain/planted-below.ts";' },
  { rule: "layer-domain", file: "domain/planted.ts", code: 'import type { Book } from "../book/book.ts"; export type Planted = Book;' },
  { rule: "layer-llm", file: "llm/planted.ts", code: 'import "../domain/planted-below.ts";' },
  { rule: "layer-book", file: "book/planted.ts", code: 'import "../team/planted-below.ts";' },
  { rule: "layer-tasks", file: "tasks/planted.ts", code: 'import "../team/planted-below.ts";' },
  { rule: "layer-reports", file: "reports/planted.ts", code: 'import "../book/book.ts";' },
  { rule: "layer-team", file: "team/planted.ts", code: 'import "../book/book.ts";' },
  { rule: "layer-tools", file: "tools/planted.ts", code: 'import "../run/planted-below.ts";' },
  { rule: "layer-run", file: "run/planted.ts", code: 'import "../app/planted-below.ts";' },
  { rule: "layer-app", file: "app/planted.ts", code: 'import "../batch/planted-below.ts";' },
  { rule: "layer-batch", file: "batch/planted.ts", code: 'import "../mcp/planted-below.ts";' },
  { rule: "layer-mcp", file: "mcp/planted.ts", code: 'export const later = () => import("../cli/planted-below.ts");' },
  { rule: "no-cycle", file: "core/planted-one.ts", code: 'import type { Two } from "./planted-two.ts"; export type One = Two[];' },
  { rule: "no-barrel", file: "core/planted-folder/index.ts", code: 'import "../days.ts"; export const one = 1;' },
  { rule: "no-barrel-import", file: "core/planted-user.ts", code: 'import "./planted-folder/index.ts";' },
  { rule: "no-re-export", file: "core/planted-star.ts", code: 'export * from "./days.ts";' },
  { rule: "no-re-export", file: "core/planted-named.ts", code: 'export { type Day } from "./days.ts";' },
  {
    rule: "domain-reads-no-file",
    file: "domain/planted-files.ts",
    code: 'import type { walk } from "../core/files.ts"; export type P = typeof walk;',
  },
  { rule: "domain-has-no-builtin", file: "domain/planted-path.ts", code: 'import "node:path";' },
  { rule: "domain-has-no-effects", file: "domain/planted-fetch.ts", code: 'export const get = () => fetch("https://example.com");' },
  { rule: "team-and-run-are-pure", file: "team/planted-files.ts", code: 'import { walk } from "../core/files.ts"; export const w = walk;' },
  { rule: "team-and-run-are-pure", file: "run/planted-spawn.ts", code: 'import "node:child_process";' },
  { rule: "only-cli-knows-the-terminal", file: "app/planted-chalk.ts", code: 'import "chalk";' },
  { rule: "only-cli-knows-the-terminal", file: "app/planted-ora.ts", code: 'export const spin = () => import("ora");' },
  {
    rule: "only-cli-knows-the-terminal",
    file: "app/planted-commander.ts",
    code: 'import type { Command } from "commander"; export type P = Command;',
  },
  {
    rule: "only-anthropic-knows-the-sdk",
    file: "run/planted-sdk.ts",
    code: 'import type Sdk from "@anthropic-ai/sdk"; export type P = Sdk;',
  },
  { rule: "only-anthropic-knows-the-sdk", file: "llm/planted-sdk.ts", code: 'import "@anthropic-ai/sdk/helpers/zod";' },
  { rule: "only-mcp-knows-the-protocol", file: "app/planted-mcp.ts", code: 'import "@modelcontextprotocol/sdk/client/index.js";' },
  {
    rule: "only-mcp-knows-the-protocol",
    file: "cli/planted-mcp.ts",
    code: 'export const later = () => import("@modelcontextprotocol/sdk/server/stdio.js");',
  },
  { rule: "only-sources-and-queue-know-postgres", file: "book/planted-postgres.ts", code: 'import "pg";' },
  { rule: "only-the-queue-knows-dbos", file: "app/planted-dbos.ts", code: 'import "@dbos-inc/dbos-sdk";' },
  { rule: "only-book-knows-duckdb", file: "app/planted-duckdb.ts", code: 'import "@duckdb/node-api";' },
  { rule: "only-core-files-knows-fs", file: "book/planted-fs.ts", code: 'import type { Stats } from "node:fs"; export type P = Stats;' },
  { rule: "only-core-files-knows-fs", file: "cli/planted-fs.ts", code: 'import "node:fs/promises";' },
  { rule: "only-core-files-knows-fs", file: "core/planted-fs.ts", code: 'import "fs";' },
  { rule: "only-cli-and-config-know-process", file: "app/planted-process.ts", code: 'import "node:process";' },
  { rule: "only-cli-and-config-use-process", file: "app/planted-env.ts", code: "export const key = process.env;" },
  { rule: "only-cli-and-config-use-process", file: "book/planted-global.ts", code: "export const key = globalThis.process.env;" },
  { rule: "only-cli-and-config-use-process", file: "run/planted-short.ts", code: "export const deps = { process };" },
  { rule: "only-clock-knows-the-time", file: "domain/planted-now.ts", code: "export const now = Date.now();" },
  { rule: "only-clock-knows-the-time", file: "cli/planted-date.ts", code: "export const now = new Date();" },
  { rule: "only-clock-knows-the-time", file: "llm/planted-timer.ts", code: "export const now = performance.now();" },
  { rule: "only-ids-knows-chance", file: "domain/planted-random.ts", code: "export const n = Math.random();" },
  {
    rule: "only-ids-knows-chance",
    file: "cli/planted-uuid.ts",
    code: 'import { randomUUID as uuid } from "node:crypto"; export const id = uuid;',
  },
  { rule: "only-ids-knows-chance", file: "tasks/planted-crypto.ts", code: "export const id = crypto.randomUUID();" },
  { rule: "no-double-cast", file: "core/planted-cast.ts", code: "export const n = ('a' as unknown) as number;" },
  { rule: "testing-is-for-tests", file: "app/planted-testing.ts", code: 'import "../testing/planted-below.ts";' },
  { rule: "declared-packages-only", file: "app/planted-dev.ts", code: 'import "fast-check";' },
  { rule: "resolvable", file: "app/planted-missing.ts", code: 'import "./no-such-file.ts";' },
];

/** Look alike, and are allowed. */
const INNOCENT: readonly { file: string; code: string }[] = [
  { file: "cli/planted-argv.ts", code: 'import "chalk"; export const argv = process.argv;' },
  { file: "config/planted-env.ts", code: "export const env = process.env;" },
  {
    file: "domain/planted-day.ts",
    code: 'export const day = (iso: string) => new Date(iso); export const row = { process: 1, now: "", fetch: 2 }; export const p = row.process;',
  },
  { file: "team/load-planted.ts", code: 'import { walk } from "../core/files.ts"; export const w = walk;' },
  { file: "run/planted-tool.ts", code: 'import "../tools/planted-below.ts";' },
  { file: "llm/anthropic-planted.ts", code: 'import "@anthropic-ai/sdk";' },
  { file: "mcp/planted-client.ts", code: 'import "@modelcontextprotocol/sdk/client/index.js";' },
  { file: "core/planted-hash.ts", code: 'import { createHash } from "node:crypto"; export const h = createHash;' },
  { file: "testing/planted-fs.ts", code: 'import "node:fs"; export const now = new Date();' },
];

/** What the planted imports lead to. */
const IMPORTED: readonly { file: string; code: string }[] = [
  ...["domain", "team", "run", "app", "batch", "mcp", "cli", "tools", "testing"].map((folder) => ({
    file: `${folder}/planted-below.ts`,
    code: "export const below = 1;",
  })),
  { file: "core/planted-two.ts", code: 'import type { One } from "./planted-one.ts"; export type Two = One | string;' },
];

describe("checkBoundaries", () => {
  const folder = mkdtempSync(join(tmpdir(), "echo-boundaries-"));
  let clean: Boundaries;
  let planted: Boundaries;

  const plant = (file: string, code: string) => {
    const path = join(folder, "src", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${code}\n`);
  };

  beforeAll(() => {
    for (const name of ["src", "package.json", "tsconfig.json"]) cpSync(rootPath(name), join(folder, name), { recursive: true });
    symlinkSync(rootPath("node_modules"), join(folder, "node_modules"));
    clean = checkBoundaries(folder);
    for (const { file, code } of [...IMPORTED, ...PLANTED, ...INNOCENT]) plant(file, code);
    planted = checkBoundaries(folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("finds the source as it stands in order, having really looked at it", () => {
    expect(clean.violations).toEqual([]);
    expect(clean.modules).toBeGreaterThan(50);
  });

  it.each(PLANTED)("$rule names src/$file", ({ rule, file }) => {
    expect(planted.violations.filter((each) => each.file === `src/${file}`).map((each) => each.rule)).toContain(rule);
  });

  it.each(INNOCENT)("has nothing against src/$file", ({ file }) => {
    expect(planted.violations.filter((each) => each.file === `src/${file}`)).toEqual([]);
  });
});
