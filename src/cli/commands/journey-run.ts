import { journeyReport } from "../../app/journey.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderJourneyOf, renderJourneys } from "../render/render-journey.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface JourneyFlags extends BookFlags {
  readonly onboarding?: boolean;
}

/** Runs `journey` and prints where accounts stand, as text or JSON. */
export async function runJourney(account: string | undefined, flags: JourneyFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { journeys, asOf, age } = await journeyReport(deps, {
    account,
    onboarding: flags.onboarding,
    asOf: flags.asOf,
    health: flags.health,
  });
  sayAge(deps.log, asOf, age);
  const view = { paint: paintFor(io), width: io.width, asOf };
  const [only] = journeys;
  if (flags.json === true) io.stdout(`${JSON.stringify(journeys, null, 2)}\n`);
  else io.stdout(account === undefined || only === undefined ? renderJourneys(journeys, view) : renderJourneyOf(only, view));
  return EXIT.ok;
}
