import { dirname, relative, sep } from "node:path";
import type { Brief } from "../domain/brief/brief.ts";
import { briefHandoff, type FiledHandoff, toPacket } from "../run/answer/filed-handoff.ts";
import { checkCharter } from "../team/policy/check-charter.ts";
import { requiredFigures } from "../team/policy/required-figures.ts";
import type { Team } from "../team/team.ts";
import { writePacket } from "../tasks/write-packet.ts";
import type { AccountCircumstances } from "./handoff-circumstances.ts";
import type { Session } from "./open-session.ts";
import { packetStakes } from "./packet-stakes.ts";

export interface FiledPackets {
  /** The Brief with each handoff's packet where it really lies: a pattern met before keeps its first file. */
  readonly brief: Brief;
  readonly files: readonly string[];
}

/** What the charter is asked with, beside the handoffs themselves. */
export interface FilingRules {
  readonly team: Team;
  /** Undefined for an answer about no single account. */
  readonly circumstances: AccountCircumstances | undefined;
}

const PATTERN = "pattern/";

/** Writes one packet a handoff, none for one that was refused, here or before: the charter is asked with what is known of the account. */
export async function filePackets(
  session: Session,
  brief: Brief,
  handoffs: readonly FiledHandoff[],
  { team, circumstances }: FilingRules,
): Promise<FiledPackets> {
  const { workspace } = session.deps;
  const files: string[] = [];
  const lines: Brief["handoffs"][number][] = [];
  for (const asked of handoffs) {
    const handoff = held(asked, team, circumstances);
    if (handoff.status === "refused") {
      lines.push(briefHandoff(handoff, null));
      continue;
    }
    const { subject, account } = handoff.packet;
    const capability = subject.startsWith(PATTERN) ? subject.slice(PATTERN.length) : null;
    const stakes = requiredFigures(team.charter).length === 0 ? undefined : await packetStakes(session, { account, capability });
    const packet = { ...toPacket(handoff, brief, handoffs), ...(stakes === undefined ? {} : { stakes }) };
    const written = await writePacket(workspace.handoffs, packet);
    // Also where jobs write elsewhere: a Brief does not say where that was.
    const file = relative(dirname(workspace.handoffs), written.file).split(sep).join("/");
    files.push(file);
    lines.push(briefHandoff(handoff, file));
  }
  return { brief: { ...brief, handoffs: lines }, files };
}

/** The handoff as the charter lets it pass. Who hands to whom was decided before; here it is asked again with the account's state. */
function held(handoff: FiledHandoff, { charter }: Team, circumstances: AccountCircumstances | undefined): FiledHandoff {
  if (handoff.status === "refused" || circumstances === undefined) return handoff;
  const { from, to, mode, asked } = handoff.packet;
  const verdict = checkCharter({ ...circumstances, from, to, mode, reason: `${handoff.reason} ${asked}` }, charter);
  return verdict.allowed ? handoff : { ...handoff, status: "refused", reason: `${handoff.reason} (${verdict.rule}: ${verdict.reason})` };
}
