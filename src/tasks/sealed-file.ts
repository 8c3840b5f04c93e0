import { oneLine, slug } from "../core/text.ts";
import { escapeLine } from "./escape.ts";
import { printFrontmatter, textField, withFields, type Fields, type FieldValue, type Frontmatter } from "./frontmatter.ts";
import { endedLines, eolOf, joinLines, openFenceIndex, plainLines, splitLines, type Line } from "./markdown-lines.ts";
import { bodyOf, replaceBody, splitSections, type Section } from "./sections.ts";
import { printSeals, readSeals, sealOf, writeSeals } from "./seal.ts";

/** A section as ECHO would write it. */
export interface SealedSection {
  readonly title: string;
  /** Markdown without surrounding blank lines, escaped already. */
  readonly body: string;
  /** Written with a new file or where the section is missing, and never again. */
  readonly onlyIfAbsent?: boolean;
}

/** A file of a head, a title and sections, any of which a person may rewrite. */
export interface SealedFile {
  readonly fields: Fields;
  readonly title: string;
  readonly sections: readonly SealedSection[];
}

/** Which fields of the head follow ECHO: `owned` always, `sealed` until a person changes them; all others keep what they first were. */
export interface FieldRules {
  readonly owned: readonly string[];
  readonly sealed: readonly string[];
}

export interface MergedText {
  readonly text: string;
  /** Parts that a person changed and that ECHO would have written otherwise. */
  readonly kept: readonly string[];
}

const TITLE = "title";

/** A new file, with a seal of every part that ECHO may later rewrite. */
export function printSealedFile(file: SealedFile, rules: FieldRules): string {
  const sections = file.sections.map(({ title, body }) => `## ${title}\n\n${body === "" ? "" : `${body}\n\n`}`);
  const seals = printSeals(new Map(sealedParts(file, rules).map(([part, text]) => [part, sealOf(text)])));
  return `${printFrontmatter(file.fields)}\n# ${escapeLine(file.title)}\n\n${sections.join("")}${seals}\n`;
}

/** The existing file with the parts that no person changed brought up to `wanted`. Merging the same again changes nothing. */
export function mergeSealedFile(front: Frontmatter, wanted: SealedFile, rules: FieldRules): MergedText {
  const lines = splitLines(front.body);
  const seals = readSeals(lines);
  const kept: string[] = [];
  // The one decision: may this part become `next`? It also keeps the books.
  const mayWrite = (part: string, present: string, next: string): boolean => {
    if (sealOf(present) === sealOf(next)) return false;
    const untouched = seals.get(part) === sealOf(present);
    if (untouched) seals.set(part, sealOf(next));
    else kept.push(part);
    return untouched;
  };

  const fields: Record<string, FieldValue> = {};
  for (const name of rules.owned) fields[name] = wanted.fields[name] ?? null;
  for (const name of rules.sealed) {
    // A field that the file never had is nobody's yet; one that a person took out stays out.
    const isNew =
      front.data[name] === undefined && !seals.has(`@${name}`) && wanted.fields[name] !== undefined && wanted.fields[name] !== null;
    if (isNew) seals.set(`@${name}`, sealOf(fieldText(wanted, name)));
    if (isNew || mayWrite(`@${name}`, textField(front, name), fieldText(wanted, name))) fields[name] = wanted.fields[name] ?? null;
  }
  // A code fence that a person left open swallows all below it; it stays the end of the file, and everything of ours stands above.
  const end = openFenceIndex(lines);
  const titled = mergeTitle(lines.slice(0, end), wanted.title, mayWrite);
  const sections = mergeSections(splitSections(titled), wanted.sections, eolOf(lines), mayWrite, (part, text) =>
    seals.set(part, sealOf(text)),
  );
  const merged = sections.flatMap((section) => section.lines);
  const body = joinLines(writeSeals([...merged, ...lines.slice(end)], seals));
  return { text: withFields({ ...front, body }, fields), kept };
}

type MayWrite = (part: string, present: string, next: string) => boolean;

function mergeTitle(lines: readonly Line[], title: string, mayWrite: MayWrite): readonly Line[] {
  const at = lines.findIndex((line) => !line.fenced && line.text.startsWith("# "));
  const line = lines[at];
  if (line === undefined || !mayWrite(TITLE, line.text.slice(2), escapeLine(title))) return lines;
  return lines.with(at, { ...line, text: `# ${escapeLine(title)}` });
}

function mergeSections(
  present: readonly Section[],
  wanted: readonly SealedSection[],
  eol: string,
  mayWrite: MayWrite,
  wrote: (part: string, text: string) => void,
): Section[] {
  const sections = [...present];
  let at = 0;
  for (const { title, body, onlyIfAbsent } of wanted) {
    const found = sections.findIndex((section) => section.title === title);
    const section = sections[found];
    if (section === undefined) {
      const above = sections[at];
      if (above !== undefined) sections[at] = endedByBlank(above, eol);
      at += 1;
      sections.splice(at, 0, { title, lines: plainLines([`## ${title}`, "", ...(body === "" ? [] : [...body.split("\n"), ""])], eol) });
      wrote(slug(title), body);
    } else {
      at = found;
      if (onlyIfAbsent !== true && mayWrite(slug(title), bodyOf(section), body)) sections[found] = replaceBody(section, body, eol);
    }
  }
  return sections;
}

function endedByBlank(section: Section, eol: string): Section {
  const lines = endedLines(section.lines, eol);
  return (lines.at(-1)?.text ?? "").trim() === "" ? { ...section, lines } : { ...section, lines: [...lines, ...plainLines([""], eol)] };
}

function sealedParts(file: SealedFile, rules: FieldRules): [part: string, text: string][] {
  return [
    ...rules.sealed.map((name): [string, string] => [`@${name}`, fieldText(file, name)]),
    [TITLE, escapeLine(file.title)],
    ...file.sections.map(({ title, body }): [string, string] => [slug(title), body]),
  ];
}

function fieldText(file: SealedFile, name: string): string {
  return oneLine(String(file.fields[name] ?? ""));
}
