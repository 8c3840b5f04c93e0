/** Condition under which an account has a contract or a trial of which nothing says that it begins after as-of; it may have ended. */
export const BEGUN = "account IS NOT NULL AND (started_at IS NULL OR day_of(started_at) <= CAST($as_of AS DATE))";

/** Condition under which a subscription is no trial on as-of. */
export const PAID = "(trial_end_at IS NULL OR day_of(trial_end_at) <= CAST($as_of AS DATE))";

/** Condition under which an amount is in the reporting currency: others are never added to it. */
export const REPORTED = "currency = (SELECT value FROM meta WHERE key = 'currency')";

const MONTHS = "CASE interval WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half-year' THEN 6 ELSE 12 END";
const WHOLE_TERMS = `date_sub('month', CAST($as_of AS DATE), day_of(period_start_at) - 1) // ${MONTHS}`;

/**
 * The day on which the period that runs on as-of ends. An export knows only its own current period: where that began later than
 * as-of, the earlier ones are counted back in whole terms.
 */
export const PERIOD_ENDS_ON = `CASE WHEN day_of(period_start_at) > CAST($as_of AS DATE) THEN CAST(day_of(period_start_at) - to_months(CAST(${MONTHS} * (${WHOLE_TERMS}) AS INTEGER)) AS DATE) ELSE day_of(period_end_at) END`;

/** Condition under which a subscription never began, since nobody ever paid for it: import took its start away (see import/settle-begun.ts). */
export const NEVER_BEGAN = "(started_at IS NULL AND coalesce(lower(trim(status)), '') IN ('incomplete', 'incomplete_expired', 'paused'))";
