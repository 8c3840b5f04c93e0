import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Human, WORD } from "./human.ts";
import type { Violations } from "./violations.ts";

/** Where a person's words can be: in the files they wrote them into, or in those that ECHO lays aside beside them. */
const HAND_EDITED = ["tasks", "handoffs", "memory"];
/** A draft of a write or a lock; the snapshot's own lock file stays, its lock does not. */
const LITTER = /\.tmp$|\.lock(\.|$)|\.draft(\.|$)|\.turn$|\.wal$/;
/** What an import remembers of a file, with a checksum before it: a damaged one counts as not there. */
const CACHE = /\.stages\//;
const KEPT_LOCKS = /(?:^|\/)book\.duckdb\.lock$/;

export interface Missing {
  readonly invariant: string;
  readonly detail: string;
}

/** Words written by hand that are in no file any more, and boxes ticked by hand that are not ticked. */
export function missingEdits(root: string, human: Human): Missing[] {
  const texts = HAND_EDITED.flatMap((folder) => filesUnder(join(root, folder)).map((file) => readIfAny(file)));
  const present = new Set(texts.flatMap((text) => [...text.matchAll(WORD)].map(([word]) => word)));
  const words = [...human.words]
    .filter(([word]) => !present.has(word))
    .map(([word, file]) => ({
      invariant: "no word of a person's is lost",
      detail: `${word}, written into ${file.slice(root.length + 1)}`,
    }));
  const ticks = [...human.ticks].flatMap((ticked) => {
    const [file = "", id = ""] = ticked.split("\n");
    const line = readIfAny(file)
      .split("\n")
      .find((one) => one.startsWith("- [") && one.includes(`id: ${id})`));
    if (line?.startsWith("- [x]") === true) return [];
    return [{ invariant: "what a person ticked stays ticked", detail: `${id} in ${file.slice(root.length + 1)}: ${line}` }];
  });
  return [...words, ...ticks];
}

/** Notes what is missing, and still is a second later: what is being put in place at the moment may be seen in neither of two files. */
export async function checkEdits(root: string, human: Human, violations: Violations, againMs = 1000): Promise<void> {
  const first = missingEdits(root, human);
  if (first.length === 0) return;
  await wait(againMs);
  const still = new Set(missingEdits(root, human).map(({ invariant, detail }) => `${invariant} ${detail}`));
  for (const { invariant, detail } of first) if (still.has(`${invariant} ${detail}`)) violations.add(invariant, detail);
}

/**
 * Conflict files that no command told of. One that lay the file aside and was killed before it could say so is excused: a kill must then have
 * followed within `LONGEST_RUN_MS`.
 */
export function checkConflicts(root: string, told: ReadonlySet<string>, killedAt: readonly number[], violations: Violations): number {
  const files = HAND_EDITED.flatMap((folder) => filesUnder(join(root, folder))).filter((file) => file.includes(".conflict-"));
  for (const file of files) {
    const laid = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const isExcused = Date.now() - laid < LONGEST_RUN_MS || killedAt.some((at) => at >= laid && at - laid < LONGEST_RUN_MS);
    if (!told.has(basename(file)) && !isExcused) violations.add("conflicts are told", file.slice(root.length + 1));
  }
  return files.length;
}

const LONGEST_RUN_MS = 30_000;

/** Every ledger and every JSON file of the program parses; only the end of a file that grows may be half a line. */
export function checkLedgers(root: string, violations: Violations): void {
  const files = [...filesUnder(join(root, ".echo")), ...filesUnder(join(root, "history"))];
  for (const file of files) {
    const shown = file.slice(root.length + 1);
    if (file.endsWith(".ndjson")) {
      const text = readIfAny(file);
      const lines = text
        .slice(0, text.lastIndexOf("\n") + 1)
        .split("\n")
        .slice(0, -1);
      lines.forEach((line, index) => {
        if (!isJson(line)) violations.add("ledgers parse", `${shown}:${index + 1}: ${line.slice(0, 200)}`);
      });
    } else if (file.endsWith(".json") && !CACHE.test(shown)) {
      const text = readIfAny(file);
      if (text !== "" && !isJson(text)) violations.add("ledgers parse", `${shown}: ${text.slice(0, 200)}`);
    }
  }
}

/** What history/ records is only ever added to, and each account once a day and model. Returns the lines, for the next look. */
export function checkHistory(root: string, before: readonly string[], violations: Violations): readonly string[] {
  const text = readIfAny(join(root, "history/health.ndjson"));
  const lines = text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .slice(0, -1);
  const changed = before.findIndex((line, index) => line !== lines[index]);
  if (changed >= 0) violations.add("health history only grows", `line ${changed + 1} was ${before[changed]}, is ${lines[changed]}`);
  const seen = new Set<string>();
  for (const line of lines) {
    if (!isJson(line)) continue;
    const { account, as_of, model } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    const key = JSON.stringify([account, as_of, model]);
    if (seen.has(key)) violations.add("health history once a day", key);
    seen.add(key);
  }
  return lines;
}

/** Drafts and locks in a folder that are older than so many seconds; with `all`, every file that is. */
export function litterOlderThan(folder: string, seconds: number, now: number, all = false): string[] {
  return filesUnder(folder)
    .filter((file) => {
      if (!all && (!LITTER.test(file) || KEPT_LOCKS.test(file))) return false;
      const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
      return modified !== undefined && now - modified > seconds * 1000;
    })
    .map((file) => file.slice(folder.length + 1));
}

/** What the workspace of the soak may take at most, whatever was done to it. */
const MOST_BYTES = 300e6;

/** Bytes on disk by kind of file, so that growth can be told by what grew; `other` is what nobody knows. */
export function checkDisk(root: string, violations: Violations): Readonly<Record<string, number>> {
  const use = diskUse(root);
  const total = Object.values(use).reduce((sum, bytes) => sum + bytes, 0);
  if (total > MOST_BYTES) violations.add("disk use is bounded", JSON.stringify(use));
  if (use["other"] !== undefined) violations.add("disk use is accounted for", `${use["other"]} bytes of files that nobody knows`);
  return use;
}

function diskUse(root: string): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const file of filesUnder(root)) {
    const kind = KINDS.find(([, pattern]) => pattern.test(file.slice(root.length + 1)))?.[0] ?? "other";
    sums[kind] = (sums[kind] ?? 0) + (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  }
  return sums;
}

const KINDS: readonly [kind: string, pattern: RegExp][] = [
  ["litter", /\.tmp$|\.draft(\.|$)|\.wal$/],
  ["snapshot", /^\.echo\/book\.duckdb/],
  ["runs", /^\.echo\/runs\//],
  ["caches", /^\.echo\//],
  ["conflicts", /\.conflict-/],
  ["tasks", /^tasks\//],
  ["handoffs", /^handoffs\//],
  ["memory", /^memory\//],
  ["history", /^history\//],
  ["reports", /^(?:reports|drafts)\//],
  ["exports", /^(?:exports\/|echo\.yaml$)/],
  ["batches", /^batches\//],
];

export function filesUnder(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    // A folder that is removed while it is read is read the next time.
    return [];
  }
}

function readIfAny(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
