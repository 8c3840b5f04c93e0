import { isAbsolute, join, relative, sep } from "node:path";
import { readTextIfAny, replaceTextAtomic, statIfAny } from "../core/files.ts";

/** Runs git in a folder; what it printed, or undefined where it failed or is not installed. */
export type Git = (args: readonly string[]) => Promise<string | undefined>;

/** What a workspace in git needs so that people can share it, and what of it is missing. */
export interface Sharing {
  /** Lines that are missing, by file. */
  readonly files: readonly { readonly name: string; readonly lines: readonly string[] }[];
  /** Settings of this clone that are missing or differ. */
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

export const ATTRIBUTES = ".gitattributes";
const IGNORE = ".gitignore";
const DRIVER = "merge.echo.driver";

/**
 * What is missing for sharing the workspace by git; undefined where it lies in no repository. `program` is how git is to call this program.
 */
export async function missingForSharing(root: string, tasks: string, program: string, git: Git): Promise<Sharing | undefined> {
  if ((await git(["rev-parse", "--is-inside-work-tree"]))?.trim() !== "true") return undefined;
  const wanted = [
    { name: ATTRIBUTES, lines: mergedFiles(root, tasks).map((pattern) => `${pattern} merge=echo`) },
    { name: IGNORE, lines: [".echo/", "echo-demo/", ".*.lock", "*.md.lock", "*.md.*.tmp", "*.ndjson.*.tmp"] },
  ];
  const files = [];
  for (const { name, lines } of wanted) {
    const present = new Set(((await readTextIfAny(join(root, name))) ?? "").split("\n").map((line) => line.trim()));
    const missing = lines.filter((line) => !present.has(line));
    if (missing.length > 0) files.push({ name, lines: missing });
  }
  const settings = [
    { name: "merge.echo.name", value: "ECHO's own merge of tasks, handoffs, memory and history" },
    { name: DRIVER, value: `${program} merge-driver %O %A %B %P` },
  ];
  const present = await Promise.all(settings.map(async ({ name, value }) => (await git(["config", "--get", name]))?.trim() === value));
  return { files, settings: settings.filter((_, index) => present[index] !== true) };
}

/** Writes what is missing: the lines behind those that are there, the settings into this clone's configuration. */
export async function setUpSharing(root: string, { files, settings }: Sharing, git: Git): Promise<void> {
  for (const { name, lines } of files) {
    const path = join(root, name);
    const text = await readTextIfAny(path);
    const start = text === undefined || text === "" || text.endsWith("\n") ? (text ?? "") : `${text}\n`;
    const comment = name === ATTRIBUTES && !start.includes("merge=echo") ? `${COMMENT}\n` : "";
    await replaceTextAtomic(path, text, `${start}${comment}${lines.join("\n")}\n`);
  }
  for (const { name, value } of settings) await git(["config", "--local", name, value]);
}

export interface SharingState {
  /** Whether the repository says which files are ECHO's to merge. */
  readonly hasRules: boolean;
  /** Whether this clone says how; "gone" where the program is no longer at the path it names. */
  readonly driver: "there" | "none" | "gone";
}

/** How this clone stands: whether the rules are in the repository, and whether git knows here what they mean. */
export async function sharingState(root: string, git: Git): Promise<SharingState | undefined> {
  if ((await git(["rev-parse", "--is-inside-work-tree"]))?.trim() !== "true") return undefined;
  const rules = (await readTextIfAny(join(root, ATTRIBUTES))) ?? "";
  const driver = ((await git(["config", "--get", DRIVER])) ?? "").trim();
  const paths = [...driver.matchAll(/"([^"]+)"/g)].map(([, path = ""]) => path).filter(isAbsolute);
  const there = await Promise.all(paths.map((path) => statIfAny(path)));
  return { hasRules: /\smerge=echo\b/.test(rules), driver: driver === "" ? "none" : there.includes(undefined) ? "gone" : "there" };
}

const COMMENT = "# ECHO's files are merged by what they hold. Once in every clone: echo-cs init --git";

/** Files that git's own merge would leave in conflict where two people only added to them. */
function mergedFiles(root: string, tasks: string): string[] {
  const folder = relative(root, tasks).split(sep).join("/");
  const inside = folder !== ".." && !folder.startsWith("../");
  const tracking = ["context", "todos", "insights"].map((kind) => quoted(`${folder === "" ? "" : folder}/*-${kind}.md`));
  return [...(inside ? tracking : []), "handoffs/*.md", "memory/*.md", "history/*.ndjson", "overrides.csv", "plays-split.csv"];
}

/** A pattern as a line of attributes takes it. */
function quoted(pattern: string): string {
  return /[\s"]/.test(pattern) ? JSON.stringify(pattern) : pattern;
}
