import type { Day } from "../../core/days.ts";
import type { Finding } from "./finding.ts";

/** Leave to break a rule, for a time and with a reason. */
export interface Waiver {
  /** Id of the rule. */
  readonly rule: string;
  /** ECHO's id of the account; null for all of the rule's findings. */
  readonly account: string | null;
  /** One subject of it, such as a ticket; null for all. */
  readonly subject: string | null;
  /** The last day it holds. */
  readonly until: Day;
  readonly reason: string;
  /** Where it is written. */
  readonly file: string;
  readonly line: number;
}

export interface Waived {
  readonly finding: Finding;
  readonly waiver: Waiver;
}

/** Splits findings into those that stand and those that a waiver in force covers. An expired waiver covers nothing. */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  asOf: Day,
): { readonly standing: Finding[]; readonly waived: Waived[]; readonly expired: Waiver[]; readonly idle: Waiver[] } {
  const inForce = waivers.filter(({ until }) => until >= asOf);
  const waived = findings.flatMap((finding) => {
    const waiver = inForce.find((candidate) => covers(candidate, finding));
    return waiver === undefined ? [] : [{ finding, waiver }];
  });
  const covered = new Set(waived.map(({ finding }) => finding));
  return {
    standing: findings.filter((finding) => !covered.has(finding)),
    waived,
    expired: waivers.filter(({ until }) => until < asOf),
    idle: inForce.filter((waiver) => !findings.some((finding) => covers(waiver, finding))),
  };
}

function covers(waiver: Waiver, finding: Finding): boolean {
  return (
    waiver.rule === finding.rule &&
    (waiver.account === null || waiver.account === finding.account) &&
    (waiver.subject === null || waiver.subject === finding.subject)
  );
}
