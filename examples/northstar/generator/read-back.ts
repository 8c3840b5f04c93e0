/** Reads the finished files, so that the answer key counts what was written and not what was meant. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

export interface CsvRow {
  /** Line in the file, the header being line 1. No cell of the example holds a line break. */
  readonly line: number;
  get(column: string): string;
}

export interface Ticket {
  readonly id: number;
  readonly status: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly organization_id: number | null;
  readonly requester_id: number;
}

export interface ZendeskExport {
  readonly tickets: readonly Ticket[];
  readonly users: readonly { readonly id: number; readonly email: string; readonly organization_id: number | null }[];
  readonly organizations: readonly { readonly id: number; readonly name: string }[];
}

export interface UsageEvent {
  readonly event: string;
  readonly properties: { readonly time: number; readonly distinct_id: string; readonly $insert_id: string; readonly company: string };
}

export interface Exports {
  csv(path: string): readonly CsvRow[];
  zendesk(): ZendeskExport;
  /** Repeated lines included. */
  events(): readonly UsageEvent[];
}

export function readExports(folder: string): Exports {
  const text = (path: string): string => readFileSync(join(folder, path), "utf8");
  const unzipped = (path: string): string => gunzipSync(readFileSync(join(folder, path))).toString("utf8");
  return {
    csv: (path) => csvRows(text(path)),
    zendesk: () => JSON.parse(unzipped("zendesk/tickets.json.gz")) as ZendeskExport,
    events: () =>
      unzipped("mixpanel/events.ndjson.gz")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as UsageEvent),
  };
}

function csvRows(text: string): CsvRow[] {
  const [header = "", ...lines] = text.trimEnd().split("\n");
  const columns = cells(header);
  return lines.map((line, index) => {
    const values = cells(line);
    return {
      line: index + 2,
      get: (column) => {
        const at = columns.indexOf(column);
        if (at < 0) throw new Error(`no column ${column} in ${columns.join(", ")}`);
        return values[at] ?? "";
      },
    };
  });
}

function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map((match) => match[1] ?? "")
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}
