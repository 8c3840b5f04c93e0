import { table } from "./doc-tables.ts";

interface ListedRule {
  readonly id: string;
  readonly section: string;
  readonly text: string;
  readonly owners: readonly string[];
  readonly enforced: { readonly file: string; readonly symbol: string; readonly how: string; readonly test: string } | null;
}

interface Standard {
  readonly id: string;
  readonly title: string;
  readonly name: string | null;
  readonly severity: string | null;
  readonly threshold: string | null;
}

const SECTIONS: Readonly<Record<string, string>> = {
  practice: "Best practices",
  do: "Do's",
  dont: "Don'ts",
  limit: "Limits of the success lane",
  condition: "When the success lane hands over",
  standard: "Standards",
  authority: "Support's authority",
  everyone: "For everyone",
  structure: "Of the structure: no charter can drop them",
};

/** The charter's rules with what enforces each, from `charter --rules --json`. */
export function charterRules(json: string): string {
  const { rules } = JSON.parse(json) as { readonly rules: readonly ListedRule[] };
  const sections = [...new Set(rules.map(({ section }) => section))];
  return sections
    .map((section) => {
      const rows = rules
        .filter((rule) => rule.section === section)
        .map(({ id, text, owners, enforced }) => [
          `\`${id}\``,
          cell(text),
          owners.join(", "),
          enforced === null ? "told to agents only" : `${cell(enforced.how)} [\`${enforced.symbol}\`](../${enforced.file})`,
        ]);
      return `### ${SECTIONS[section] ?? section}\n\n${table(["Rule", "Says", "Owner", "Enforced"], rows)}`;
    })
    .join("\n\n");
}

/** The rules of `check`, from `check --list-rules --json`. */
export function standardRules(json: string): string {
  const rules = JSON.parse(json) as readonly Standard[];
  return table(
    ["Id", "Name", "Rule", "Severity", "Threshold"],
    rules.map(({ id, name, title, severity, threshold }) => [
      id,
      name === null ? "" : `\`${name}\``,
      cell(title),
      severity ?? "for reading",
      cell(threshold ?? ""),
    ]),
  );
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ").trim();
}
