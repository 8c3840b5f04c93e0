import { evidenceOf } from "../../app/evidence.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderEvidence } from "../render/render-evidence.ts";
import { wire } from "../wire.ts";

export interface EvidenceFlags {
  readonly directory?: string;
  readonly demo?: boolean;
  readonly json?: boolean;
  readonly task?: string;
  readonly limit: string;
}

/** Runs `evidence` and prints the Fact, its value now and its rows. Exit 2 where the value differs. */
export async function runEvidence(fact: string, flags: EvidenceFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const evidence = await evidenceOf(deps, { fact, task: flags.task, limit: rowLimit(flags.limit) });
  io.stdout(
    flags.json === true ? `${JSON.stringify(evidence, null, 2)}\n` : renderEvidence(evidence, { paint: paintFor(io), width: io.width }),
  );
  return evidence.matches ? EXIT.ok : EXIT.findings;
}

function rowLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100_000) return limit;
  throw new UserError({
    code: "bad-limit",
    message: `"${text}" is no number of rows.`,
    found: text,
    allowed: ["a whole number from 1 to 100000"],
    fix: "Correct --limit.",
  });
}
