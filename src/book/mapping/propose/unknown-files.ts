import { ADAPTERS } from "../../import/adapters.ts";
import type { ExportFile } from "../../import/export-files.ts";
import { openFile } from "../../import/open-file.ts";
import { recognise } from "../../import/recognise.ts";
import type { Scratch } from "../../import/scratch.ts";
import { unpacked } from "../../import/unpack.ts";
import { type Database, openDatabase } from "../../snapshot/database.ts";
import { type FileMapping, mappingOf } from "../file-mapping.ts";
import { wholeFile } from "../whole-file.ts";
import { columnSamples } from "./column-sample.ts";
import type { Proposal } from "./proposal.ts";
import { proposeMapping } from "./propose-mapping.ts";

export interface FileProposal {
  /** The file, or a pattern for several with the same columns. */
  readonly file: string;
  readonly proposal: Proposal;
}

/** A file for which there is nothing to propose, and why; with its headers where they are known. */
export interface FileWithout {
  readonly file: string;
  readonly reason: string;
  readonly headers?: readonly string[];
}

export interface UnknownFiles {
  readonly proposals: readonly FileProposal[];
  readonly without: readonly FileWithout[];
}

/** Looks at the files that neither a mapping nor an adapter reads, and proposes how they may be. Changes nothing but the scratch files. */
export async function unknownFiles(
  files: readonly ExportFile[],
  mappings: readonly FileMapping[],
  scratch: Scratch,
): Promise<UnknownFiles> {
  const proposals: (FileProposal & { readonly shape: string })[] = [];
  const without: FileWithout[] = [];
  const db = await openDatabase(":memory:");
  try {
    for await (const file of unpacked(files, scratch)) {
      if (mappingOf(file.path, mappings) !== undefined) continue;
      const seen = await look(db, file, scratch).catch((error: unknown) => ({
        reason: (error instanceof Error ? error.message : String(error)).split("\n")[0]?.replaceAll(file.absolute, file.path) ?? "",
      }));
      if (seen === null) continue;
      if ("reason" in seen) without.push({ file: file.path, ...seen });
      else proposals.push({ file: file.path, ...seen });
    }
  } finally {
    db.close();
    await scratch.clear();
  }
  return { proposals: grouped(proposals), without };
}

async function look(
  db: Database,
  file: ExportFile,
  scratch: Scratch,
): Promise<{ readonly proposal: Proposal; readonly shape: string } | Omit<FileWithout, "file"> | null> {
  if (file.refused !== null) return { reason: file.refused };
  const opened = await openFile(db, file, scratch);
  if ("reason" in opened) return { reason: opened.reason };
  if (recognise(opened.shape, ADAPTERS) !== undefined) return null;
  const samples = await columnSamples(db, await opened.read(wholeFile(opened.shape)));
  if (samples.every(({ rows }) => rows === 0)) return { reason: "it holds no rows to look at" };
  const proposal = proposeMapping(file.path, samples);
  return proposal === undefined
    ? { reason: "its columns look like no table of the book", headers: samples.map(({ header }) => header) }
    : { proposal, shape: opened.shape.keys.join("\u001F") };
}

/** Files that differ in the numbers of their names only, such as months, and have the same columns, are one proposal. */
function grouped(proposals: readonly (FileProposal & { readonly shape: string })[]): FileProposal[] {
  const groups = new Map<string, (FileProposal & { readonly shape: string })[]>();
  for (const one of proposals) {
    const key = `${one.file.replaceAll(/\d+/g, "*")}\u001F${one.shape}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ file: group.length === 1 ? first.file : first.file.replaceAll(/\d+([-_. ]?\d+)*/g, "*"), proposal: first.proposal }];
  });
}
