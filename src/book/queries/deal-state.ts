import { LAST_TOLD_DAY } from "./last-told-day.ts";

/** Known on as-of: made by then, or without a day on which it was. */
export const DEAL_IS_KNOWN = "(created_at IS NULL OR day_of(created_at) <= CAST($as_of AS DATE))";

/**
 * Condition under which a deal is closed on as-of, never null. Its close date is the day on which it was closed, unless it is later than anything the exports
 * tell of: then it is the date once hoped for, left standing when the deal was lost, and "closed" is current state like a closing without a date.
 */
export const DEAL_IS_CLOSED = `(coalesce(closed, false) AND (close_on IS NULL OR close_on <= CAST($as_of AS DATE) OR coalesce(close_on > ${LAST_TOLD_DAY}, false)))`;
