import type { Day } from "../core/days.ts";
import type { HandoffMode } from "../domain/brief/brief.ts";
import type { FactDesk } from "../domain/facts/fact-desk.ts";
import type { Metric } from "../domain/facts/metric.ts";

/** What tools work with. Everything that reads the book is asked through these few methods, so that a tool holds no query. */
export interface ToolContext {
  readonly desk: FactDesk;
  readonly metrics: ReadonlyMap<string, Metric>;
  /** The account the question is about; tools that need one take it where the call names none. */
  readonly account: string | null;
  readonly tickets: TicketSource;
  readonly accounts: AccountSource;
  readonly references: ReferenceSource;
  /** Absolute path of the workspace, or null where there is none to read or write. */
  readonly workspace: string | null;
  readonly handoff: (request: HandoffRequest) => Promise<HandoffReply>;
}

export interface TicketSource {
  /** Tickets of an account created in the last `days`, newest first. `words`: all must occur in the text, in any case. */
  search(query: TicketQuery): Promise<{ readonly total: number; readonly tickets: readonly TicketText[] }>;
}

export interface TicketQuery {
  readonly account: string;
  readonly words: readonly string[];
  readonly days: number;
  readonly limit: number;
  readonly offset: number;
}

export interface TicketText {
  readonly id: string;
  readonly created: Day;
  readonly status: string;
  readonly subject: string;
  readonly body: string;
}

export interface AccountSource {
  /** Accounts whose name, domain or id holds `text` (all for ""), best match first. */
  find(text: string, limit: number, offset: number): Promise<{ readonly total: number; readonly accounts: readonly AccountLine[] }>;
}

export interface AccountLine {
  readonly id: string;
  readonly name: string;
  readonly segment: string | null;
  readonly tier: string | null;
}

export interface ReferenceSource {
  search(query: { readonly intent: string | undefined; readonly text: string; readonly limit: number }): readonly ReferenceLine[];
}

export interface ReferenceLine {
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface HandoffRequest {
  readonly to: string;
  readonly mode: HandoffMode;
  readonly reason: string;
  readonly ask: string;
  /** Ids of the Facts that the receiver gets. */
  readonly facts: readonly string[];
}

/** `complete` is false where the receiver was stopped before it had finished; `note` says by what. */
export interface HandoffReply {
  readonly answer: string;
  readonly complete: boolean;
  readonly note?: string | undefined;
}
