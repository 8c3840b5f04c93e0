import type { Knowledge } from "../../domain/knowledge/knowledge.ts";

/**
 * A statement that lists subjects of one kind: `account`, `subject`, `file`, `line`, `currency` and the kind's values. Every one names
 * the day it is looked at from as $as_of.
 */
export type CheckSql = (knowledge: Knowledge) => string;

/** The day the check looks back from. */
export const DAY = "CAST($as_of AS DATE)";

/** The file of a row of the table called `t`. */
export const FILE = "(SELECT f.file FROM files f WHERE f.file_id = t.file_id) AS file";

/** A condition on a subscription: in force on as-of, trials left out. */
export const IN_FORCE = `(day_of(started_at) <= ${DAY} AND (ended_at IS NULL OR day_of(ended_at) > ${DAY}) AND (trial_end_at IS NULL OR day_of(trial_end_at) <= ${DAY}))`;

/** A condition on a subscription: on as-of it is a trial, which brings no revenue and may well be used. */
export const ON_TRIAL = `(day_of(started_at) <= ${DAY} AND (ended_at IS NULL OR day_of(ended_at) > ${DAY}) AND day_of(trial_end_at) > ${DAY})`;
