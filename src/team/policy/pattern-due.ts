import { type Day, isoWeek } from "../../core/days.ts";
import { type Charter, ruleOf } from "../charter.ts";
import { ALLOWED, type Verdict } from "./verdict.ts";

export interface PatternState {
  /** Day of the newest ticket that belongs to the pattern. */
  readonly lastSeen: Day;
  /** Day on which product-engineer last got the packet; undefined for never. */
  readonly lastRouted?: Day | undefined;
}

/**
 * Whether a pattern goes to product now: never routed, or seen again since, and at most once in an ISO week. Where the charter at hand does
 * not carry `patterns-to-product-weekly` there is no rhythm: it goes whenever it has been seen.
 */
export function isPatternDue({ lastSeen, lastRouted }: PatternState, asOf: Day, charter: Charter | undefined): boolean {
  if (lastSeen > asOf) return false;
  if (lastRouted === undefined || ruleOf(charter, "patterns-to-product-weekly") === undefined) return true;
  return lastSeen > lastRouted && isoWeek(lastRouted) !== isoWeek(asOf);
}

/** Whether a packet on a pattern may go to product: it has to name the capability that is missing, not only what was reported. */
export function checkPatternPacket(packet: { readonly capability: string | null }, charter: Charter | undefined): Verdict {
  if (packet.capability !== null || ruleOf(charter, "tag-capability-gap") === undefined) return ALLOWED;
  return {
    allowed: false,
    rule: "tag-capability-gap",
    reason: "The tickets are not tagged with the capability that is missing.",
    instead: "tag them first (`references/triage/capabilities.yaml` lists the capabilities)",
  };
}
