import { DATA_TABLES, TABLES } from "../src/book/schema.ts";
import { EXIT } from "../src/core/exit-codes.ts";

const EXIT_MEANING = {
  ok: "fine",
  usage: "usage or input error",
  findings: "findings at or above `--fail-on`, or numbers that could not be verified",
  partial: "partly done: some jobs, lines or files failed",
  budget: "budget reached",
  model: "model or network failure",
  bug: "a bug in ECHO",
  interrupted: "interrupted",
} as const satisfies Record<keyof typeof EXIT, string>;

const LAYOUT: Readonly<Record<string, string>> = {
  cli: "what a person types: one command a file, rendering, exit codes",
  app: "one use case a file: (deps, input) → result; prints nothing",
  lib: "what other programs import: books, questions, triage",
  batch: "jobs, what they come to, the file of their results",
  mcp: "server and client of the Model Context Protocol",
  run: "answering: analyst, model loop, transcript, verification",
  tools: "what an agent may do: one tool a file",
  book: "schema, import, snapshot, queries: one question a file",
  tasks: "tracking files, memory, packets, drafts",
  reports: "document blocks → Markdown, HTML, PPTX; charts",
  team: "charter, agents, skills, references: parse, load, route, policy",
  domain: "pure: health, signals, metrics, renewals, triage, patterns, …",
  config: "one table: key, env, flag, default, doc",
  llm: "the model seam: interface, clients, cost, budget",
  core: "errors, clock, ids, files, json, log, text",
  testing: "builders and stand-ins for the tests",
};

/** The exit codes as a Markdown table; a code without a meaning does not compile. */
export function exitCodeTable(): string {
  const meanings: Readonly<Record<string, string>> = EXIT_MEANING;
  return table(
    ["code", "meaning"],
    Object.entries(EXIT).map(([name, code]) => [String(code), meanings[name] ?? ""]),
  );
}

/** Those folders of src that there are, as a Markdown table. Throws for a folder that LAYOUT does not describe. */
export function layoutTable(folders: readonly string[]): string {
  const unsaid = folders.filter((folder) => !(folder in LAYOUT));
  if (unsaid.length > 0) throw new Error(`scripts/doc-tables.ts: LAYOUT does not describe ${unsaid.join(", ")}`);
  const rows = Object.entries(LAYOUT).filter(([folder]) => folders.includes(folder));
  return table(
    ["folder", "what it holds"],
    rows.map(([folder, what]) => [`\`src/${folder}\``, what]),
  );
}

/** Every table of the book with its columns, as Markdown: customers' data first, then what import noted down. */
export function tablesReference(): string {
  const names = [...DATA_TABLES, ...Object.keys(TABLES).filter((name) => !(DATA_TABLES as readonly string[]).includes(name))];
  const tables: Readonly<Record<string, Readonly<Record<string, { type: string; doc: string }>>>> = TABLES;
  return names
    .map((name) => {
      const rows = Object.entries(tables[name] ?? {}).map(([column, { type, doc }]) => [`\`${column}\``, type, doc.replaceAll("|", "\\|")]);
      return `## ${name}\n\n${table(["column", "type", "what it holds"], rows)}`;
    })
    .join("\n\n");
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
