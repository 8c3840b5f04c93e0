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
  readonly book: BookSource;
  readonly notes: NoteDesk;
  /** Absolute path of the workspace, or null where there is none to read or write. */
  readonly workspace: string | null;
  readonly handoff: (request: HandoffRequest) => Promise<HandoffReply>;
  /** Names what the call is about to do. */
  readonly effect: Effect;
}

/** One effect of a run. */
export interface Effect {
  /** The same whenever the same call of the same run is made. */
  readonly key: string;
  /** True where the call was begun before and may have been done: finding its work done is then no mistake. */
  readonly again: boolean;
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

/** A list out of the book, one line an item, and the proper names in it. */
export interface Listing {
  readonly lines: readonly string[];
  readonly names: readonly string[];
}

/** Questions of the book that are answered by a list and not by a value. `account` null: all accounts. */
export interface BookSource {
  signals(account: string | null): Promise<Listing>;
  renewals(days: number): Promise<Listing>;
  whitespace(account: string | null): Promise<Listing>;
  /** One read-only statement; at most `limit` rows. Throws UserError for SQL that cannot be run. */
  select(
    sql: string,
    limit: number,
  ): Promise<{ readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[]; readonly more: boolean }>;
}

/** The workspace's own files, through their formats. */
export interface NoteDesk {
  /** What is open, and what a task's tracking files say; the task of the run where none is named. Throws UserError for an unknown task. */
  tracking(task: string | null): Promise<{ readonly task: string; readonly open: readonly string[]; readonly text: string }>;
  /** Keeps a result for later runs. Throws ToolError for what no Fact backs. */
  remember(note: { readonly text: string; readonly kind: string }): Promise<{ readonly file: string; readonly isNew: boolean }>;
  /** A draft of a message by a play's template. Nothing is sent. Throws UserError with the rule that forbids it. */
  draft(request: {
    readonly account: string;
    readonly play: string;
  }): Promise<{ readonly file: string; readonly subject: string; readonly text: string; readonly kept: boolean }>;
}

export interface ReferenceSource {
  /** The entry of an id; undefined where there is none. */
  show(id: string): ReferenceLine | undefined;
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
