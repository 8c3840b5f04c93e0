/** SQL of the last day of which the exports tell; null where they tell of none. See import/last-day.ts. */
export const LAST_TOLD_DAY = "(SELECT CAST(value AS DATE) FROM meta WHERE key = 'last_day')";

/**
 * Condition under which what the exports say of now, without saying since when, may be taken for so on a day: one that is not
 * before the last they tell of.
 */
export const isNow = (day: string): string => `coalesce(${day} >= ${LAST_TOLD_DAY}, true)`;
