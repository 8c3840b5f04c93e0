import type { Day } from "../core/days.ts";
import { hash } from "../core/ids.ts";
import { slug } from "../core/text.ts";
import type { HandoffMode } from "../domain/brief/brief.ts";
import type { Stakes } from "./stakes.ts";
import { checkTaskId } from "./task-id.ts";

/** In the order a packet goes through them; ECHO moves one forward only. */
export const PACKET_STATUSES = ["open", "answered", "acknowledged", "done"] as const;
export type PacketStatus = (typeof PACKET_STATUSES)[number];

/** A Fact as the receiver reads it: all text rendered. */
export interface PacketFact {
  readonly id: string;
  readonly what: string;
  readonly value: string;
  readonly window: string;
}

/** One piece of work handed from an agent to another, or to somebody outside the team. */
export interface Packet {
  readonly task: string;
  readonly from: string;
  readonly to: string;
  readonly mode: HandoffMode;
  /** The charter rule that asks for the handoff. */
  readonly rule: string | null;
  readonly status: PacketStatus;
  /** Names what it is about, the same in every run: `churn/acme`, `pattern/sso-timeout`. */
  readonly subject: string;
  readonly created: Day;
  /** The as-of date of the last run that changed it. */
  readonly updated: Day;
  readonly deadline: Day | null;
  readonly account: string | null;
  readonly title: string;
  readonly question: string;
  readonly facts: readonly PacketFact[];
  readonly tried: readonly string[];
  readonly asked: string;
  readonly constraints: readonly string[];
  /** The receiver's reply; null while there is none. */
  readonly answer: string | null;
  /** What the receiver ranks it by; absent where it is about no account. */
  readonly stakes?: Stakes;
  /** The receiver has no agent here: the packet holds a text to paste into their tracker. */
  readonly outside: boolean;
}

/** The packet's id, and its file's name without `.md`: the same for the same sender, receiver and subject within a task. */
export function packetId(packet: Pick<Packet, "task" | "from" | "to" | "subject">): string {
  return `${checkTaskId(packet.task)}${packetSuffix(packet)}`;
}

/** How the id of every packet on this subject between these two ends, in whatever task. */
export function packetSuffix({ from, to, subject }: Pick<Packet, "from" | "to" | "subject">): string {
  return `-${slug(to) || "outside"}-${hash(JSON.stringify([from, to, subject]), 8)}`;
}
