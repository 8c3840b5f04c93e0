import { measure } from "../book/measure.ts";
import type { Assignment } from "./assignment.ts";
import type { Session } from "./open-session.ts";

/** Which metric names the person behind a role. */
const PERSON: Readonly<Record<string, string>> = {
  "customer-success-manager": "csm_name",
  "customer-success": "csm_name",
  "account-executive": "seller_name",
};

/** Who holds a role for the account a question is about, as far as the book knows. */
export async function ownerNames(
  session: Session,
  { account }: Pick<Assignment, "account">,
): Promise<(role: string) => string | undefined> {
  if (account === undefined) return () => undefined;
  const metrics = [...new Set(Object.values(PERSON))];
  const facts = await measure(session.context(), { account: account.account }, metrics);
  return (role) => {
    const value = facts.find((fact) => fact.metric === PERSON[role])?.value;
    return typeof value === "string" ? value : undefined;
  };
}
