import { join } from "node:path";
import { checkSource, type SourceCheck } from "../book/sources/check-source.ts";
import { loadSource, sourceNames, type SourcesInput } from "../book/sources/load-sources.ts";
import { addressOf, type Variables } from "../book/sources/source-address.ts";
import { readState, sourcesFolder } from "../book/sources/source-state.ts";
import { EchoError, UserError } from "../core/errors.ts";
import { namesIn, readTextIfAny } from "../core/files.ts";
import { list, nearest, nearestBeginning } from "../core/text.ts";
import type { Deps } from "./deps.ts";
import { sourcesInput } from "./pull-sources.ts";

/** A source of echo.yaml and what is known of its last pull; no engine is asked. */
export interface SourceLine {
  readonly source: string;
  readonly table: string;
  /** `host:port/database`; null where its variable is not set or no address. */
  readonly engine: string | null;
  readonly tls: string | null;
  readonly rows: number | null;
  readonly watermark: string | null;
  readonly pulled_at: string | null;
  readonly age_hours: number | null;
  /** What keeps it from being pulled; null where nothing is known to. */
  readonly problem: { readonly message: string; readonly fix: string | null } | null;
}

/** The sources of the workspace by name, from its settings and the last pulls. */
export async function listSources(deps: Deps, variables: Variables): Promise<readonly SourceLine[]> {
  const input = sourcesInput(deps.workspace);
  if (input === undefined) return [];
  return Promise.all(sourceNames(input).map((name) => sourceLine(deps, input, name, variables)));
}

async function sourceLine({ workspace, clock }: Deps, input: SourcesInput, name: string, variables: Variables): Promise<SourceLine> {
  const state = await readState(sourcesFolder(workspace.snapshot), name);
  const entry = input.entries[name];
  const { engine, tls } = await attempt(() => Promise.resolve(entry === undefined ? undefined : addressOf(name, entry, variables))).then(
    ({ value }) => ({ engine: value?.shown ?? null, tls: value?.tls ?? null }),
  );
  const { problem } = await attempt(() => loadSource(input, name, variables));
  return {
    source: name,
    table: entry?.table ?? "",
    engine,
    tls,
    rows: state?.rows ?? null,
    watermark: state?.watermark ?? null,
    pulled_at: state?.pulled_at ?? null,
    age_hours: state === undefined ? null : Math.max(0, Math.floor((clock.now().getTime() - Date.parse(state.pulled_at)) / 3_600_000)),
    problem,
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<{ readonly value: T | undefined; readonly problem: SourceLine["problem"] }> {
  try {
    return { value: await work(), problem: null };
  } catch (error) {
    if (!(error instanceof EchoError)) throw error;
    return { value: undefined, problem: { message: error.detail.message, fix: error.detail.fix ?? null } };
  }
}

/** Asks a source's engine for a first look: connection, columns, rows, role. Throws for a source that does not exist or cannot be asked. */
export async function lookAtSource(deps: Deps, name: string, variables: Variables, connectMs?: number): Promise<SourceCheck> {
  const input = sourcesInput(deps.workspace);
  if (input === undefined)
    throw new UserError({
      code: "no-sources",
      message: "echo.yaml has no `sources`, so there is none to check.",
      found: name,
      fix: "docs/warehouse.md tells how to write one.",
    });
  return checkSource(await loadSource(input, name, variables), connectMs);
}

const FOLDER = "warehouse";

/** Names of the ready SQL, the workspace's own and the shipped. */
export async function readySqlNames(references: readonly string[]): Promise<readonly string[]> {
  const names = (await Promise.all(references.map((folder) => namesIn(join(folder, FOLDER))))).flat();
  return [...new Set(names.filter((name) => name.endsWith(".sql")).map((name) => name.slice(0, -".sql".length)))].sort();
}

/** The text of a ready SQL; a workspace's own goes before the shipped one of the same name. Throws UserError for a name that is none. */
export async function readySql(references: readonly string[], name: string): Promise<string> {
  const names = await readySqlNames(references);
  if (names.includes(name)) {
    for (const folder of [...references].reverse()) {
      const text = await readTextIfAny(join(folder, FOLDER, `${name}.sql`));
      if (text !== undefined) return text;
    }
  }
  const near = [...new Set([...nearest(name, names), ...nearestBeginning(name, names)])].slice(0, 3);
  throw new UserError({
    code: "unknown-sql",
    message: `There is no ready SQL called "${name}".`,
    found: name,
    allowed: names,
    fix: near.length === 0 ? "Name one of these." : `Did you mean ${list(near, "or")}?`,
  });
}
