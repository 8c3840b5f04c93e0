import { draftMessage, listPlays, requireNamed } from "../../app/draft.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { again } from "../again.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { paintFor } from "../render/paint.ts";
import { renderDraft, renderPlays } from "../render/render-draft.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface DraftFlags extends BookFlags {
  readonly account?: string;
  readonly play?: string;
  readonly to?: string;
  readonly as?: string;
  readonly problem?: string;
  readonly feature?: string;
  readonly send?: boolean;
  readonly list?: boolean;
}

/** Runs `draft`: writes the draft and prints it, or lists the plays. */
export async function runDraft(flags: DraftFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const view = { paint: paintFor(io), width: io.width, next: (command: string) => again(command, flags) };
  const print = (data: unknown, text: string): ExitCode => {
    io.stdout(flags.json === true ? `${JSON.stringify(data, null, 2)}\n` : text);
    return EXIT.ok;
  };
  if (flags.list === true) {
    const plays = await listPlays(deps);
    return print(plays, renderPlays(plays, view));
  }
  const { to, as, problem, feature, send, asOf, health } = flags;
  const named = requireNamed(flags.account, flags.play);
  const draft = await draftMessage(deps, { ...named, to, as, problem, feature, send, asOf, health });
  sayAge(deps.log, draft.asOf, draft.age);
  return print(draft, renderDraft(draft, view));
}
