import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** What a person did to the files, and what must therefore be found in them. */
export interface Human {
  /** One edit of one file, by hand. */
  edit(): Promise<void>;
  readonly edits: () => number;
  /** Words written and not taken out again: each stands for itself, whatever becomes of the text around it. */
  readonly words: ReadonlyMap<string, string>;
  /** Items ticked: file and id. */
  readonly ticks: ReadonlySet<string>;
}

const TRACKING = /-(?:context|todos|insights)\.md$/;
export const WORD = /\bhw\d{6}\b/g;
const OPEN_ITEM = /^- \[ \] .*\bid: ([^\s)]+)\)\s*$/;
/** A person keeps no more of their own in one file; old notes are taken out again. */
const OWN_WORDS = 25;
/** How long an editor holds a text between reading and saving it, at most. */
const HELD_MS = 1500;

/** A person who adds lines, ticks boxes and rewrites words in tracking files, packets and memory while everything else goes on. */
export function openHuman(root: string, chance: () => number, heldMs = HELD_MS): Human {
  const words = new Map<string, string>();
  const ticks = new Set<string>();
  let edits = 0;
  let coined = 0;

  const coin = (): string => {
    coined += 1;
    return `hw${String(coined).padStart(6, "0")}`;
  };

  const edit = async (): Promise<void> => {
    const file = pickFile(root, chance);
    if (file === undefined) return;
    edits += 1;
    if (chance() < 0.25) {
      const word = coin();
      appendFileSync(file, `- noted by hand: ${word}\n`);
      words.set(word, file);
      return;
    }
    const { lines, word, ticked } = changeLines(readFileSync(file, "utf8").split("\n"));
    if (chance() < 0.3) await wait(heldMs * chance());
    save(file, lines.join("\n"));
    // Only what is saved can be lost.
    if (word !== undefined) words.set(word, file);
    if (ticked !== undefined) ticks.add(`${file}\n${ticked}`);
  };

  const changeLines = (lines: readonly string[]): Change => {
    const own = lines.flatMap((line, at) => (/noted by hand: hw\d{6}$/.test(line) ? [at] : []));
    if (own.length > OWN_WORDS) {
      const gone = own[0] ?? 0;
      for (const [word] of (lines[gone] ?? "").matchAll(WORD)) words.delete(word);
      return { lines: lines.toSpliced(gone, 1) };
    }
    const kind = chance();
    const open = lines.flatMap((line, at) => (OPEN_ITEM.test(line) ? [at] : []));
    const at = open[Math.floor(chance() * open.length)];
    if (at !== undefined && kind < 0.4) return ticked(lines, at);
    const from = bodyStart(lines);
    const texts = lines.flatMap((line, index) =>
      index >= from && /^(?:- \[.\] |- |[A-Z])/.test(line) && line.length < 400 ? [index] : [],
    );
    const text = texts[Math.floor(chance() * texts.length)];
    const word = coin();
    if (text !== undefined && kind < 0.7) return { lines: reworded(lines, text, word), word };
    const where = from + Math.floor(chance() * (lines.length - from));
    return { lines: lines.toSpliced(where, 0, `- noted by hand: ${word}`), word };
  };

  /** The ways editors save: over the old text, or beside it and then in its place. */
  const save = (file: string, text: string): void => {
    if (chance() < 0.5) return writeFileSync(file, text);
    const aside = join(file, "..", `.saving-${edits}`);
    writeFileSync(aside, text);
    renameSync(aside, file);
  };

  return { edit, edits: () => edits, words, ticks };
}

interface Change {
  readonly lines: readonly string[];
  readonly word?: string;
  /** The id of an item that was ticked. */
  readonly ticked?: string;
}

function ticked(lines: readonly string[], at: number): Change {
  const line = lines[at] ?? "";
  const [, id = ""] = OPEN_ITEM.exec(line) ?? [];
  return { lines: lines.with(at, line.replace("- [ ]", "- [x]")), ticked: id };
}

/** Puts a word into a line of ECHO's: it is the person's from then on. */
function reworded(lines: readonly string[], at: number, word: string): readonly string[] {
  return lines.with(at, (lines[at] ?? "").replace(/^((?:- \[.\] |- )?\S+)/, `$1 ${word}`));
}

function pickFile(root: string, chance: () => number): string | undefined {
  const folder = ["tasks", "tasks", "tasks", "tasks", "handoffs", "memory"][Math.floor(chance() * 6)] ?? "tasks";
  const path = join(root, folder);
  if (!existsSync(path)) return undefined;
  const names = readdirSync(path)
    .filter((name) => (folder === "tasks" ? TRACKING.test(name) : /^[^.].*\.md$/.test(name)))
    .sort();
  // Two files in three are of the same few tasks: those that commands work on as well.
  const few = names.filter((name) => /acme|marrowstone|oxbow/.test(name));
  const among = few.length > 0 && chance() < 0.66 ? few : names;
  const name = among[Math.floor(chance() * among.length)];
  return name === undefined ? undefined : join(path, name);
}

/** The line after the head and the title: a person leaves those alone. */
function bodyStart(lines: readonly string[]): number {
  const end = lines[0] === "---" ? lines.indexOf("---", 1) : -1;
  const title = lines.findIndex((line, at) => at > end && line.startsWith("# "));
  return Math.max(end, title) + 1;
}
