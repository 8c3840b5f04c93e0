import { peopleReport } from "../../app/people.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderPeople, renderPeopleGaps } from "../render/render-people.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export type PeopleFlags = BookFlags;

/** Runs `people` and prints the stakeholder map, as text or JSON. */
export async function runPeople(account: string | undefined, flags: PeopleFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { age, ...report } = await peopleReport(deps, { account, asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, report.as_of, age);
  const view = { paint: paintFor(io), width: io.width, asOf: report.as_of };
  const [only] = report.accounts;
  if (flags.json === true) io.stdout(`${JSON.stringify(report, null, 2)}\n`);
  else io.stdout(account === undefined || only === undefined ? renderPeopleGaps(report.accounts, view) : renderPeople(only, view));
  return EXIT.ok;
}
