import { basename, join } from "node:path";
import { makeFolder, move, namesIn, readTextIfAny, removeAny, statIfAny, writeTextAtomic } from "../../core/files.ts";
import { hash, randomIds } from "../../core/ids.ts";
import { parseJson, stableJson } from "../../core/json.ts";
import { DATA_TABLES, SNAPSHOT_SCHEMA } from "../schema.ts";
import { ADAPTERS } from "./adapters.ts";
import type { ExportFile } from "./export-files.ts";
import { fileDigest } from "./file-digest.ts";
import { isKindName, KIND_NAMES, kindSql, type Reading } from "./kinds.ts";
import type { StagedFile } from "./staged-file.ts";
import { stagedColumns } from "./staging.ts";

/** To be raised with every change in how files are read that neither the adapters' declarations nor the SQL of the kinds shows. */
const READING = 5;

/**
 * Typed rows of the exports read before, one entry an export, so that an import reads only what changed. All of it can be made again:
 * it may be deleted at any time, and what is damaged counts as not there.
 */
export interface StageStore {
  /** What was read of a file that is as it was then. `settings` is all that decides how it is read, beside the program. */
  find(file: ExportFile, settings: string): Promise<readonly StagedFile[] | undefined>;
  /** What was read of a file of this path, whatever has become of it since. */
  findEarlier(file: ExportFile, settings: string): Promise<readonly StagedFile[] | undefined>;
  /** A new path for a Parquet file of rows. */
  newPart(): string;
  /** Remembers what was read of a file, in place of what was known of its path. Returns it with the places where the rows are now. */
  keep(file: ExportFile, settings: string, staged: readonly StagedFile[]): Promise<readonly StagedFile[]>;
  /** Forgets all files but those found or kept since the store was opened. */
  prune(): Promise<void>;
  /** Removes the parts that nobody kept. */
  close(): Promise<void>;
}

interface Entry {
  readonly size: number;
  readonly modifiedMs: number;
  readonly settings: string;
  readonly parts: readonly { readonly name: string; readonly hash: string }[];
  readonly staged: readonly StagedFile[];
}

const DRAFT = ".draft.parquet";

/** Opens the store in a folder and clears away what a killed import left there. With `ignore` nothing is found, so that every file is read. */
export async function openStageStore(folder: string, ignore: boolean): Promise<StageStore> {
  await makeFolder(folder);
  await removeDrafts(folder);
  const used = new Set<string>();

  const load = async (file: ExportFile, settings: string, fits: (entry: Entry) => boolean): Promise<Entry | undefined> => {
    const entry = ignore ? undefined : parseEntry(await readTextIfAny(join(folder, entryName(file))));
    if (entry === undefined || entry.settings !== settingsKey(settings) || !fits(entry)) return undefined;
    const isWhole = await Promise.all(entry.parts.map((part) => isAsWritten(join(folder, part.name), part.hash)));
    return isWhole.every(Boolean) ? entry : undefined;
  };
  const placed = (staged: readonly StagedFile[]): readonly StagedFile[] =>
    staged.map((one) => withParts(one, (name) => join(folder, name)));
  const use = (file: ExportFile, { parts }: Entry): void =>
    [entryName(file), ...parts.map(({ name }) => name)].forEach((name) => used.add(name));

  return {
    find: async (file, settings) => {
      const entry = await load(file, settings, ({ size, modifiedMs }) => size === file.size && modifiedMs === file.modifiedMs);
      if (entry === undefined) return undefined;
      use(file, entry);
      return placed(entry.staged);
    },
    findEarlier: async (file, settings) => {
      const entry = await load(file, settings, () => true);
      return entry === undefined ? undefined : placed(entry.staged);
    },
    newPart: () => join(folder, `${randomIds.unique()}${DRAFT}`),
    keep: async (file, settings, staged) => {
      const names = new Map<string, string>();
      for (const path of staged.flatMap((one) => one.staged?.parts ?? [])) {
        const name = path.endsWith(DRAFT) ? `${keyOf(file)}-${randomIds.unique().slice(0, 8)}.parquet` : basename(path);
        if (name !== basename(path)) await move(path, join(folder, name));
        names.set(path, name);
      }
      const parts = await Promise.all(
        [...names.values()].map(async (name) => ({ name, hash: (await fileDigest(join(folder, name))).hash })),
      );
      const inside = staged.map((one) => withParts(one, (path) => names.get(path) ?? basename(path)));
      const { size, modifiedMs } = file;
      const entry: Entry = { size, modifiedMs, settings: settingsKey(settings), parts, staged: inside };
      await writeTextAtomic(join(folder, entryName(file)), entryText(entry));
      use(file, entry);
      return placed(inside);
    },
    prune: async () => {
      for (const name of await namesIn(folder)) if (!used.has(name)) await removeAny(join(folder, name));
    },
    close: () => removeDrafts(folder),
  };
}

async function removeDrafts(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) if (name.endsWith(DRAFT)) await removeAny(join(folder, name));
}

async function isAsWritten(path: string, expected: string): Promise<boolean> {
  return (await statIfAny(path)) !== undefined && (await fileDigest(path)).hash === expected;
}

function keyOf({ path }: ExportFile): string {
  return hash(path, 24);
}

function entryName(file: ExportFile): string {
  return `${keyOf(file)}.json`;
}

/** How this program reads files: what another one has read is read anew. */
const PROGRAM = hash(stableJson([READING, SNAPSHOT_SCHEMA, ADAPTERS, DATA_TABLES.map(stagedColumns), kindsSql()]), 16);

function kindsSql(): readonly string[] {
  const dates = { simple: false, dayFirst: null, local: true, serialEpoch: "1899-12-30" };
  const readings: readonly Reading[] = [
    { currency: "cur", numbers: "digits", dates: { ...dates, simple: true, plain: true } },
    { currency: "cur", numbers: "plain", dates },
    { currency: "cur", numbers: "mixed", dates: { ...dates, dayFirst: true } },
  ];
  return KIND_NAMES.filter(isKindName).flatMap((kind) => readings.map((reading) => kindSql(kind).parse("cell", reading)));
}

function settingsKey(settings: string): string {
  return hash(`${PROGRAM} ${settings}`, 24);
}

function withParts(one: StagedFile, path: (part: string) => string): StagedFile {
  return one.staged === null ? one : { ...one, staged: { ...one.staged, parts: one.staged.parts.map(path) } };
}

/** The entry under its own hash: a text that has it is what was written. */
function entryText(entry: Entry): string {
  const text = JSON.stringify(entry);
  return `${hash(text)}\n${text}`;
}

function parseEntry(text: string | undefined): Entry | undefined {
  const end = text?.indexOf("\n") ?? -1;
  if (text === undefined || end < 0 || hash(text.slice(end + 1)) !== text.slice(0, end)) return undefined;
  const parsed = parseJson(text.slice(end + 1));
  return parsed.ok ? (parsed.value as Entry) : undefined;
}

/** The store's folder beside a snapshot. */
export function stagesFolder(snapshotPath: string): string {
  return `${snapshotPath}.stages`;
}
