import type { AuthorityRule } from "./taxonomy.ts";

/** Who takes a ticket: a lane of the charter and one of its agents. */
export interface TicketOwner {
  readonly lane: string;
  readonly agent: string | null;
}

/** The lane of an agent by the charter. */
export type LaneOf = (agent: string) => string;

interface OwnedCase {
  readonly type: string;
  readonly churnIntent: boolean;
  /** The account's health is red, and the ticket is an unhappy one. */
  readonly redAndUnhappy: boolean;
  /** It asks to buy more seats. */
  readonly isForSeats?: boolean;
}

/**
 * What is above support goes where its rule says, talk of leaving and an unhappy red account to retention, a request for more seats to sales, wishes to product; nobody
 * answers spam, and support keeps the rest.
 */
export function ownerOf(
  rule: AuthorityRule | undefined,
  { type, churnIntent, redAndUnhappy, isForSeats }: OwnedCase,
  laneOf: LaneOf,
): TicketOwner {
  if (rule === undefined && type === "spam") return { lane: "none", agent: null };
  const agent =
    rule?.to ??
    (churnIntent || redAndUnhappy
      ? "retention-specialist"
      : isForSeats === true
        ? "account-executive"
        : type === "request"
          ? "product-owner"
          : "customer-support");
  return { lane: laneOf(agent), agent };
}
