import { relative, sep } from "node:path";
import type { Brief } from "../domain/brief/brief.ts";
import { briefHandoff, type FiledHandoff, toPacket } from "../run/answer/filed-handoff.ts";
import { writePacket } from "../tasks/write-packet.ts";
import type { Deps } from "./deps.ts";

export interface FiledPackets {
  /** The Brief with each handoff's packet where it really lies: a pattern met before keeps its first file. */
  readonly brief: Brief;
  readonly files: readonly string[];
}

/** Writes one packet a handoff, none for one that was refused. */
export async function filePackets(
  { workspace }: Pick<Deps, "workspace">,
  brief: Brief,
  handoffs: readonly FiledHandoff[],
): Promise<FiledPackets> {
  const files: string[] = [];
  const lines: Brief["handoffs"][number][] = [];
  for (const handoff of handoffs) {
    if (handoff.status === "refused") {
      lines.push(briefHandoff(handoff, null));
      continue;
    }
    const written = await writePacket(workspace.handoffs, toPacket(handoff, brief, handoffs));
    const file = relative(workspace.root, written.file).split(sep).join("/");
    files.push(file);
    lines.push(briefHandoff(handoff, file));
  }
  return { brief: { ...brief, handoffs: lines }, files };
}
