import { ageText } from "../book/sources/age-text.ts";
import type { SourceEntry } from "../config/sources-section.ts";
import type { Workspace } from "../config/workspace.ts";
import { entryOf, loadSource, sourceNames, type SourcesInput } from "../book/sources/load-sources.ts";
import { type Pulled, pullSource } from "../book/sources/pull-source.ts";
import type { Variables } from "../book/sources/source-address.ts";
import { readState, sourcesFolder } from "../book/sources/source-state.ts";
import { EchoError, UserError } from "../core/errors.ts";
import { count, grouped } from "../core/text.ts";
import type { Deps } from "./deps.ts";

/** How `import` deals with the sources of echo.yaml. */
export interface SourceOptions {
  /** Variables of the environment, in which addresses and passwords are. */
  readonly variables: Variables;
  /** Ask no engine: what was pulled last stays. */
  readonly none: boolean;
  /** Ask for this one alone. */
  readonly only?: string | undefined;
  /** Ask for everything, whatever the watermark. */
  readonly full: boolean;
  /** Go on with what was pulled last where an engine does not answer. */
  readonly keepGoing: boolean;
}

/** What became of a source in an import. */
export interface SourceReport {
  readonly source: string;
  readonly table: string;
  /** `failed`: its rows are those of the last pull; `not-asked`: they were not asked for again. */
  readonly state: "pulled" | "unchanged" | "failed" | "not-asked";
  /** By COPY or through a cursor; null where nothing was asked. */
  readonly via: "copy" | "cursor" | null;
  /** Rows that the engine sent; null where nothing was asked. */
  readonly rows_sent: number | null;
  /** Rows of the source in the book. */
  readonly rows: number;
  /** Rows from this watermark on were asked for; null where it was all of them, or nothing. */
  readonly since: string | null;
  readonly watermark: string | null;
  /** When the engine was last asked with success, ISO 8601; null where it never was. */
  readonly pulled_at: string | null;
  /** Whole hours since then. */
  readonly age_hours: number | null;
  readonly note: string | null;
}

/**
 * Pulls the workspace's sources, one after the other, by name. Throws what a pull throws, or with `keepGoing` reports it and goes on. Throws
 * DataError for a source that does not exist.
 */
export async function pullSources(deps: Deps, options: SourceOptions): Promise<readonly SourceReport[]> {
  const input = sourcesInput(deps.workspace);
  if (input === undefined) {
    if (options.only === undefined) return [];
    throw new UserError({
      code: "no-sources",
      message: "echo.yaml has no `sources`, so there is none to pull.",
      found: options.only,
      fix: "docs/warehouse.md tells how to write one; `echo-cs sources --sql` lists ready SQL.",
    });
  }
  if (options.only !== undefined) entryOf(input, options.only);
  const reports: SourceReport[] = [];
  for (const name of sourceNames(input)) {
    const isAsked = !options.none && (options.only === undefined || options.only === name);
    reports.push(isAsked ? await pull(deps, input, name, options) : await standing(deps, input, name, "not-asked", null));
  }
  return reports;
}

/** What of a workspace its sources need; undefined where it has none. */
export function sourcesInput({ config, configPath, root }: Workspace): SourcesInput | undefined {
  if (config.sources === undefined || configPath === undefined) return undefined;
  const entries: Readonly<Record<string, SourceEntry>> = config.sources;
  return { entries, root, file: configPath, timeZone: config.timezone ?? "UTC" };
}

async function pull(deps: Deps, input: SourcesInput, name: string, { variables, full, keepGoing }: SourceOptions): Promise<SourceReport> {
  const { workspace, clock, log } = deps;
  try {
    const source = await loadSource(input, name, variables);
    log.info(`Asking ${source.address.shown} for ${name} …`);
    const pulled = await pullSource(source, { snapshotPath: workspace.snapshot, now: clock.now(), full, log });
    return { ...(await standing(deps, input, name, pulled.changed ? "pulled" : "unchanged", noteOf(pulled))), ...figures(pulled) };
  } catch (error) {
    if (!keepGoing || !(error instanceof EchoError)) throw error;
    const { message, found, fix } = error.detail;
    log.warn([message, found].filter((part) => part !== undefined).join(": "));
    const report = await standing(deps, input, name, "failed", message);
    if (report.pulled_at !== null) return { ...report, note: `${message}; its rows are those of ${ageText(report.age_hours)}` };
    return { ...report, note: `${message}; it was never pulled, so the book is without it. ${fix ?? ""}`.trim() };
  }
}

function figures({ via, sent, since }: Pulled): Pick<SourceReport, "via" | "rows_sent" | "since"> {
  return { via, rows_sent: sent, since };
}

function noteOf({ since, sent, via, notes }: Pulled): string {
  const asked = since === null ? `${count(sent, "row")} pulled` : `asked from ${since} on: ${grouped(sent)} ${sent === 1 ? "row" : "rows"}`;
  return [`${asked}, by ${via === "copy" ? "COPY" : "a cursor"}`, ...notes].join("; ");
}

async function standing(
  { workspace, clock }: Deps,
  input: SourcesInput,
  name: string,
  state: SourceReport["state"],
  note: string | null,
): Promise<SourceReport> {
  const kept = await readState(sourcesFolder(workspace.snapshot), name);
  const hours = kept === undefined ? null : Math.max(0, Math.floor((clock.now().getTime() - Date.parse(kept.pulled_at)) / 3_600_000));
  return {
    source: name,
    table: entryOf(input, name).table,
    state,
    via: null,
    rows_sent: null,
    rows: kept?.rows ?? 0,
    since: null,
    watermark: kept?.watermark ?? null,
    pulled_at: kept?.pulled_at ?? null,
    age_hours: hours,
    note,
  };
}
