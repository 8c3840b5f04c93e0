import { findReferences, showReference } from "../../app/reference-search.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Purpose } from "../../team/purpose.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderEntry, renderReferences } from "../render/render-ref.ts";
import { teamFolders } from "../team-folders.ts";

export interface RefFlags {
  readonly for?: Purpose;
  readonly limit?: number;
  readonly directory?: string;
  readonly json?: boolean;
}

/** Runs `ref search`. */
export async function runRefSearch(text: string, flags: RefFlags, io: Io): Promise<ExitCode> {
  const { references } = await teamFolders(io, flags.directory);
  const answer = await findReferences(references, { text, purpose: flags.for, limit: flags.limit ?? 5 });
  io.stdout(
    flags.json === true ? `${JSON.stringify(answer, null, 2)}\n` : renderReferences(answer, { paint: paintFor(io), width: io.width }),
  );
  return EXIT.ok;
}

/** Runs `ref show`. */
export async function runRefShow(id: string, flags: RefFlags, io: Io): Promise<ExitCode> {
  const { references } = await teamFolders(io, flags.directory);
  const entry = await showReference(references, id);
  io.stdout(flags.json === true ? `${JSON.stringify(entry, null, 2)}\n` : renderEntry(entry, { paint: paintFor(io), width: io.width }));
  return EXIT.ok;
}
