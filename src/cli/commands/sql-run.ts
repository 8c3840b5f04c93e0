import { runSql } from "../../app/sql.ts";
import { UserError } from "../../core/errors.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import { readLines } from "../read-lines.ts";
import { renderSql, type SqlFormat } from "../render/render-sql.ts";
import { wire } from "../wire.ts";

export interface SqlFlags {
  readonly directory?: string;
  readonly demo?: boolean;
  readonly json?: boolean;
  readonly format?: SqlFormat;
  readonly limit: number;
}

/** Runs `sql` and prints its rows; that rows were cut off is said on stderr. */
export async function runSqlCommand(select: string, flags: SqlFlags, io: Io): Promise<ExitCode> {
  if (flags.json === true && flags.format !== undefined && flags.format !== "json") {
    throw new UserError({
      code: "two-formats",
      message: `--json and --format ${flags.format} cannot both be.`,
      fix: "Leave one of them out.",
    });
  }
  const deps = await wire(io, flags);
  const sql = select === "-" ? await readAll(io) : select;
  const result = await runSql(deps, sql, flags.limit === 0 ? Number.MAX_SAFE_INTEGER - 1 : flags.limit, io.signal);
  io.stdout(renderSql(result, flags.json === true ? "json" : (flags.format ?? "table")));
  if (result.more) io.stderr(`Only the first ${flags.limit.toLocaleString("en-US")} rows are shown; --limit 0 shows all.\n`);
  return EXIT.ok;
}

async function readAll(io: Io): Promise<string> {
  const lines: string[] = [];
  for await (const line of readLines(io.stdin)) lines.push(line);
  return lines.join("\n");
}
