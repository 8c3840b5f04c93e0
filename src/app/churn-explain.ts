import { knownAccounts } from "../book/known-accounts.ts";
import type { Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { nearest } from "../core/text.ts";
import type { ChurnModel } from "../domain/churn/churn-model.ts";
import type { TextTable } from "../domain/churn/frame.ts";
import { explainChurn, type Explanation } from "../domain/churn/score-churn.ts";
import { type CustomerFile, readCustomers } from "./churn-file.ts";
import { churnMetrics, customerBase, customersOn } from "./churn-rows.ts";
import { ofAFile } from "./churn-score.ts";
import type { Deps } from "./deps.ts";
import { openSession } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";

/** Why one customer has its probability. */
export interface ExplainResult extends Explanation {
  readonly id: string;
  readonly name: string;
  readonly verdict: ChurnModel["report"]["verdict"];
  readonly base_rate: number;
  /** The day the book was looked at; null for a file. */
  readonly as_of: Day | null;
}

/** Explains one row of a file, found by its id. Throws UserError with the nearest ids where there is none. */
export async function explainInFile(file: CustomerFile, model: ChurnModel, id: string | undefined, wanted: string): Promise<ExplainResult> {
  const { table, ids } = await readCustomers(file, id ?? (model.source.kind === "file" ? model.source.id : undefined));
  const row = ids.findIndex((each) => each === wanted.trim());
  const loose = row < 0 ? ids.findIndex((each) => each.toLowerCase() === wanted.trim().toLowerCase()) : row;
  if (loose < 0) {
    const near = nearest(wanted, ids.slice(0, 20_000));
    throw new UserError({
      code: "unknown-id",
      message: `No row has the id "${wanted}".`,
      found: wanted,
      allowed: near.length > 0 ? near : ids.slice(0, 5),
      fix: near[0] === undefined ? "Name one of the file's ids." : `Did you mean ${near[0]}?`,
    });
  }
  return result(model, table, loose, ids[loose] ?? wanted, ids[loose] ?? wanted, null);
}

/** Explains one account of the book as of a day. Throws UserError for an unknown account, and for one that is no customer on that day. */
export async function explainInBook(deps: Deps, model: ChurnModel, account: string, asOf: string | undefined): Promise<ExplainResult> {
  if (model.source.kind === "file") throw ofAFile();
  const session = await openSession(deps, { asOf, account });
  try {
    const found = resolveAccount(account, await knownAccounts(session.book));
    const { table, accounts } = await customersOn(session, await customerBase(session), session.asOf, churnMetrics().dated);
    const row = accounts.indexOf(found.account);
    if (row < 0)
      throw new UserError({
        code: "no-customer",
        message: `${found.name} is no paying customer on ${session.asOf}.`,
        found: found.account,
        fix: "Name a customer, or an earlier day with --as-of.",
      });
    return result(model, table, row, found.account, found.name, session.asOf);
  } finally {
    session.close();
  }
}

function result(model: ChurnModel, table: TextTable, row: number, id: string, name: string, asOf: Day | null): ExplainResult {
  const { verdict, base_rate } = model.report;
  const known = { id, name, verdict, base_rate, as_of: asOf };
  // A model without a signal has nothing to explain by: its answer is the base rate.
  if (verdict === "no-signal") return { ...known, probability: base_rate, average: base_rate, contributions: [] };
  return { ...known, ...explainChurn(model, table, row) };
}
