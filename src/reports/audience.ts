import { InternalError } from "../core/errors.ts";
import type { ReportDocument } from "./document.ts";
import { factsOfDocument } from "./facts-of.ts";

/**
 * Throws InternalError where a report for a customer cites a Fact of a metric that is not in `allowed`, or a Fact about another account.
 * Every writer of a customer's report calls it before it writes: what is not named as safe does not leave the house.
 */
export function refuseInternal(document: ReportDocument, account: string, allowed: ReadonlySet<string>): void {
  if (document.audience !== "customer") return;
  for (const { metric, subject } of factsOfDocument(document)) {
    if (!allowed.has(metric)) throw leak(`"${metric}", which is not cleared for customers`);
    if (!("account" in subject) || subject.account !== account) throw leak(`"${metric}" of somebody else`);
  }
}

function leak(what: string): InternalError {
  return new InternalError({
    code: "internal-in-customer-report",
    message: `The report for a customer cites ${what}. Nothing was written.`,
  });
}
