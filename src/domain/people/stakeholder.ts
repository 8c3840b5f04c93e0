import { type Day, daysBetween } from "../../core/days.ts";

/** A contact with what the book knows of them on as-of; counts are of days. */
export interface StakeholderRow {
  readonly account: string;
  readonly contact: string;
  readonly name: string | null;
  readonly title: string | null;
  readonly email: string | null;
  /** Buying roles, `;`-separated, lower case. */
  readonly role: string;
  readonly left_on: Day | null;
  /** Last activity that the CRM notes with them, whoever began it: no sign of theirs. */
  readonly last_activity_on: Day | null;
  readonly last_use_on: Day | null;
  /** Days of use within the last 90. */
  readonly days_90d: number;
  /** Days of use in the 90 days that ended 30 days ago. */
  readonly days_before: number;
  readonly last_met_on: Day | null;
  readonly meetings: number;
  readonly nps: number | null;
  readonly nps_on: Day | null;
  /** Day of the newest ticket they opened or survey they answered, of any kind. */
  readonly last_wrote_on: Day | null;
  /** True where the account's use names its users at all. */
  readonly use_known: boolean;
}

export const ROLES = ["champion", "executive sponsor", "decision maker", "power user", "contact"] as const;
export type Role = (typeof ROLES)[number];
export const STANDINGS = ["active", "quiet", "gone", "not met"] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Stakeholder extends StakeholderRow {
  readonly roles: readonly Role[];
  readonly standing: Standing;
  /** Day of the last sign of them: use, meeting, ticket or survey answer; null for none. */
  readonly last_sign_on: Day | null;
}

/** Days of use in 90 from which on somebody uses the product as a matter of course: three days a week. */
const POWER_DAYS = 36;
/** No sign for this long is quiet; somebody who used it nearly daily is quiet after half of it. */
const QUIET_DAYS = 60;

/**
 * Who somebody is and how they stand: `gone` where the CRM says they left; `quiet` without a sign for 60 days (30 for a former power
 * user); `not met` where there never was one; else `active`.
 */
export function stakeholderOf(row: StakeholderRow, asOf: Day): Stakeholder {
  const signs = [row.last_use_on, row.last_met_on, row.nps_on, row.last_wrote_on].flatMap((day) => (day === null ? [] : [day])).sort();
  const lastSign = signs.at(-1) ?? null;
  return { ...row, roles: rolesOf(row), standing: standingOf(row, lastSign, asOf), last_sign_on: lastSign };
}

function rolesOf({ role, days_90d: now, days_before: before }: StakeholderRow): Role[] {
  const found: Role[] = [
    ...(role.includes("champion") ? (["champion"] as const) : []),
    ...(role.includes("sponsor") ? (["executive sponsor"] as const) : []),
    ...(/decision|budget|economic/.test(role) ? (["decision maker"] as const) : []),
    ...(Math.max(now, before) >= POWER_DAYS ? (["power user"] as const) : []),
  ];
  return found.length === 0 ? ["contact"] : found;
}

function standingOf(row: StakeholderRow, lastSign: Day | null, asOf: Day): Standing {
  if (row.left_on !== null) return "gone";
  if (lastSign === null) return "not met";
  const silent = daysBetween(lastSign, asOf);
  const wasPower = row.days_before >= POWER_DAYS;
  return silent >= QUIET_DAYS || (wasPower && silent >= QUIET_DAYS / 2) ? "quiet" : "active";
}
