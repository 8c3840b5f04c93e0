/** What can be scheduled, with the words of its command. */
export const SCHEDULED = { sweep: ["sweep"], digest: ["handoffs", "digest"] } as const;
export type ScheduledKind = keyof typeof SCHEDULED;

/** Monday first, as weeks are counted here. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
