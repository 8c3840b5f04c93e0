import { join } from "node:path";
import { DATA_TABLES } from "../book/schema.ts";
import { compareText } from "../core/compare-text.ts";
import { UserError } from "../core/errors.ts";
import { readTextIfAny } from "../core/files.ts";
import { nearest } from "../core/text.ts";
import { parseRule } from "../domain/standards/parse-rule.ts";
import type { Rule, RuleEntry } from "../domain/standards/rule.ts";
import { parseReferences } from "../team/reference.ts";

/** The standards of a workspace. */
export interface Standards {
  /** Those that code can hold a book against, by id. */
  readonly rules: readonly Rule[];
  /** Entries for reading only. */
  readonly reading: readonly { readonly id: string; readonly title: string }[];
  /** Ids that the workspace's own file adds or changes. */
  readonly own: ReadonlySet<string>;
}

const FILE = "validations.md";

/**
 * The rules of `references/validations.md`, the user's own bullets over the shipped ones of the same id. Throws DataError with file and line
 * for an entry that cannot be understood.
 */
export async function loadStandards(folders: readonly string[]): Promise<Standards> {
  const entries = new Map<string, RuleEntry>();
  const own = new Set<string>();
  for (const [index, folder] of folders.entries()) {
    const file = join(folder, FILE);
    for (const entry of entriesIn((await readTextIfAny(file)) ?? "", index === 0 ? `references/${FILE}` : file)) {
      entries.set(entry.id, over(entries.get(entry.id), entry));
      if (index > 0) own.add(entry.id);
    }
  }
  const parsed = [...entries.values()].map((entry) => ({ entry, rule: parseRule(entry, DATA_TABLES) }));
  return {
    rules: parsed.flatMap(({ rule }) => (rule === undefined ? [] : [rule])).sort((a, b) => byId(a.id, b.id)),
    reading: parsed.flatMap(({ entry, rule }) => (rule === undefined ? [{ id: entry.id, title: entry.title }] : [])),
    own,
  };
}

function entriesIn(text: string, file: string): RuleEntry[] {
  const lines = text.split(/\r\n?|\n/);
  return parseReferences(text, file).map(({ id, title, fields, line }) => ({
    id,
    title,
    fields,
    placeOf: (field) => {
      const ahead = lines.slice(line).findIndex((candidate) => candidate.toLowerCase().includes(`**${field}**`));
      const next = lines.slice(line).findIndex((candidate) => candidate.startsWith("## "));
      return { file, line: ahead < 0 || (next >= 0 && ahead > next) ? line : line + ahead + 1 };
    },
  }));
}

/** An entry of the user's own may say only what is to be otherwise. */
function over(shipped: RuleEntry | undefined, own: RuleEntry): RuleEntry {
  if (shipped === undefined) return own;
  return {
    id: own.id,
    title: own.title || shipped.title,
    fields: { ...shipped.fields, ...own.fields },
    placeOf: (field) => (own.fields[field] === undefined ? shipped.placeOf(field) : own.placeOf(field)),
  };
}

/** The rules that a person named by id or name. Throws UserError with the nearest for one that does not exist. */
export function namedRules({ rules, reading }: Standards, wanted: readonly string[]): Rule[] {
  return wanted.map((text) => {
    const rule = rules.find(({ id, name }) => id.toLowerCase() === text.toLowerCase() || name === text.toLowerCase());
    if (rule !== undefined) return rule;
    const readOnly = reading.find(({ id }) => id.toLowerCase() === text.toLowerCase());
    const near = nearest(text, [...rules.map(({ id }) => id), ...rules.map(({ name }) => name)]);
    throw new UserError({
      code: "unknown-rule",
      message:
        readOnly === undefined
          ? `There is no rule "${text}".`
          : `${readOnly.id} (${readOnly.title}) is for reading: nothing in exports can show it.`,
      found: text,
      allowed: near,
      fix: "`echo-cs check --list-rules` lists them.",
    });
  });
}

/** Ids in the order people read them: VA-2 before VA-10. */
export function byId(a: string, b: string): number {
  const parts = (id: string): readonly [string, number] => [id.replace(/\d+.*$/, ""), Number(/\d+/.exec(id)?.[0] ?? 0)];
  const [wordA, numberA] = parts(a);
  const [wordB, numberB] = parts(b);
  return compareText(wordA, wordB) || numberA - numberB || compareText(a, b);
}
