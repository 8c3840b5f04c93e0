import type { Database } from "../snapshot/database.ts";

/** No first payment: by Stripe's documentation such a subscription was never active, and the second can never become so. */
const FIRST_PAYMENT_MISSING = "lower(trim(k.status)) IN ('incomplete', 'incomplete_expired')";

/** At Stripe a subscription is paused only where its trial ended without a way to pay; elsewhere the word is also used of paying customers. */
const TRIAL_WITHOUT_PAYMENT =
  "k.vendor = 'stripe' AND lower(trim(k.status)) = 'paused' AND NOT EXISTS (SELECT 1 FROM kept_invoices i WHERE i.vendor = k.vendor AND i.subscription = k.subscription AND (i.paid_at IS NOT NULL OR i.paid_minor > 0) AND coalesce(i.total_minor, i.due_minor) > 0)";

/** On trial now, without a word of until when: to the end of the period that runs, else for good. */
const TRIAL_ENDS = "coalesce(k.period_end_at, TIMESTAMP '9999-12-31')";

/**
 * Takes the start away from subscriptions that nobody ever paid for, so that no figure of any day counts them: neither as revenue nor as a
 * trial, a departure or a return. The rows stay, with their status, for findings and evidence. One that is on trial without an end of it gets
 * one, so that it is no revenue meanwhile. Works on the kept rows.
 */
export async function settleBegun(db: Database): Promise<void> {
  await db.run(
    `UPDATE kept_subscriptions k SET started_at = NULL WHERE k.started_at IS NOT NULL AND (${FIRST_PAYMENT_MISSING} OR (${TRIAL_WITHOUT_PAYMENT}))`,
  );
  await db.run(
    `UPDATE kept_subscriptions k SET trial_end_at = ${TRIAL_ENDS} WHERE k.trial_end_at IS NULL AND lower(trim(k.status)) IN ('trialing', 'trial', 'in_trial')`,
  );
}
