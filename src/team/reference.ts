import { slug } from "../core/text.ts";
import { bulletText, sectionsOf } from "./body-sections.ts";

/** One entry of `references/patterns.md`, `sharp_edges.md` or `validations.md`: what an answer cites. */
export interface ReferenceEntry {
  /** `PT-01`; the title's slug where an entry carries no id. */
  readonly id: string;
  readonly title: string;
  /** The file's name: `patterns.md`. */
  readonly file: string;
  /** Its bullets by lower-case name: `fields.fix`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly intents: readonly string[];
  /** What a request says that goes against the entry. */
  readonly contradicts: readonly string[];
  /** Line of the heading, from 1. */
  readonly line: number;
}

const HEADING = /^([A-Z][A-Z0-9]*-\d+[a-z]?)\b[\s:.–—-]*(.*)$/;

/** The entries of one reference file: each `## ID Title` with the bullets `- **Field**: text` below it. Headings without bullets are text. */
export function parseReferences(text: string, file: string): ReferenceEntry[] {
  const body = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  return sectionsOf(body)
    .filter((section) => section.level === 2)
    .flatMap(({ title, line, lines }) => {
      const fields = fieldsOf(lines);
      const [, id = slug(title), rest = title] = HEADING.exec(title) ?? [];
      if (Object.keys(fields).length === 0) return [];
      return [
        {
          id,
          title: rest.trim(),
          file,
          fields,
          intents: items(fields["intents"], ","),
          contradicts: items(fields["contradicts"], "|"),
          line,
        },
      ];
    });
}

function fieldsOf(lines: readonly string[]): Record<string, string> {
  const fields = new Map<string, string>();
  let current: string | undefined;
  for (const line of lines) {
    const [, name, value] = /^([A-Za-z][\w ]{0,30}):\s*(.*)$/.exec(bulletText(line) ?? "") ?? [];
    if (name !== undefined && value !== undefined && /^\s*[-*+]\s+\*\*/.test(line)) {
      current = name.toLowerCase();
      fields.set(current, value);
    } else if (current !== undefined && /^\s+\S/.test(line)) fields.set(current, `${fields.get(current) ?? ""} ${line.trim()}`.trim());
    else if (line.trim() !== "") current = undefined;
  }
  return Object.fromEntries(fields);
}

function items(text: string | undefined, separator: string): string[] {
  return (text ?? "")
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
