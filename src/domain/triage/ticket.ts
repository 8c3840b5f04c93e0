/** A ticket as an export tells it. Texts are as the customer wrote them, markup included. */
export interface Ticket {
  readonly id: string;
  /** Line of the export on which it begins, from 1. */
  readonly line: number;
  readonly subject: string;
  /** What the customer wrote first; empty in exports that hold subjects only. */
  readonly description: string;
  /** What the customer wrote last, where the export holds the thread. */
  readonly lastMessage?: string | undefined;
  readonly email?: string | undefined;
  /** Name of the customer's organisation. */
  readonly organisation?: string | undefined;
  readonly domain?: string | undefined;
  /** Ids by which the source knows the customer. */
  readonly customerIds: readonly string[];
  /** The source's own priority and status, lower case. */
  readonly priority?: string | undefined;
  readonly status?: string | undefined;
  readonly createdAt?: string | undefined;
  readonly firstReplyMinutes?: number | undefined;
}

/** Whether a ticket holds no word of its customer: there is nothing to sort it by. */
export function saysNothing({ subject, description, lastMessage = "" }: Ticket): boolean {
  return subject.trim() === "" && description.trim() === "" && lastMessage.trim() === "";
}

/** An account of the book as triage needs it. */
export interface TriageAccount {
  readonly account: string;
  readonly name: string;
  /** Yearly recurring revenue in minor units; null where unknown. */
  readonly arrMinor: number | null;
  readonly tier: "green" | "yellow" | "red" | null;
}
