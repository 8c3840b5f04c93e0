import type { ModelReply, ModelRequest, TextBlock, ToolResultBlock } from "../../llm/model.ts";
import type { Stop } from "./step.ts";

export const JOURNAL_VERSION = 1;

/** What happens in a run. `opened` with the replies and results after it holds the whole conversation, so a run can be taken up again. */
export type RunEvent =
  | { readonly type: "opened"; readonly question: string; readonly request: ModelRequest }
  | { readonly type: "replied"; readonly reply: ModelReply }
  | { readonly type: "answered"; readonly content: readonly (TextBlock | ToolResultBlock)[] }
  | { readonly type: "handed-off"; readonly to: string; readonly mode: string; readonly complete: boolean; readonly note: string | null }
  | { readonly type: "failed"; readonly message: string }
  | { readonly type: "finished"; readonly stop: Stop | null };

/** Which run of a task an event belongs to: the asked agent is 1, its handoffs 1.1, 1.2, … */
export interface RunPlace {
  readonly run: string;
  readonly agent: string;
}

export interface Journal {
  append(place: RunPlace, event: RunEvent): Promise<void>;
}

export const noJournal: Journal = { append: async () => {} };
