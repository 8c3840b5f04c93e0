import { listSignalRules, listSignals } from "../../app/signals.ts";
import { staleText } from "../../app/stale-exports.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { SignalKind } from "../../domain/signals/signal.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderSignalRules, renderSignals } from "../render/render-signals.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface SignalsFlags extends BookFlags {
  readonly kind?: SignalKind;
  readonly rules?: boolean;
}

/** Runs `signals` and prints them, as text or JSON. */
export async function runSignals(account: string | undefined, flags: SignalsFlags, io: Io): Promise<ExitCode> {
  if (flags.rules === true) return printRules(flags, io);
  const deps = await wire(io, flags);
  const { signals, asOf, age, stale } = await listSignals(deps, { account, kind: flags.kind, asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, asOf, age);
  const old = staleText(stale, asOf);
  if (old !== undefined) deps.log.warn(old);
  io.stdout(
    flags.json === true ? `${JSON.stringify(signals, null, 2)}\n` : renderSignals(signals, { paint: paintFor(io), width: io.width, asOf }),
  );
  return EXIT.ok;
}

function printRules({ kind, json }: SignalsFlags, io: Io): ExitCode {
  const rules = listSignalRules(kind);
  io.stdout(json === true ? `${JSON.stringify(rules, null, 2)}\n` : renderSignalRules(rules, { paint: paintFor(io), width: io.width }));
  return EXIT.ok;
}
