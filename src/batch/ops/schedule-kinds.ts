/** What can be scheduled, with the words of its command. */
export const SCHEDULED = { sweep: ["sweep"], digest: ["handoffs", "digest"] } as const;
/** When each runs unless somebody says otherwise: in the dark, and the digest before the week begins. No weekday is every day. */
export const USUAL_TIMES = { sweep: { at: "02:00", on: null }, digest: { at: "06:00", on: "monday" } } as const;
export type ScheduledKind = keyof typeof SCHEDULED;

/** Monday first, as weeks are counted here. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
