import type { HandoffRequest } from "../../tools/tool-context.ts";
import type { BudgetStop } from "./budget.ts";
import type { DraftParts } from "./draft-parts.ts";

/** One question put to another agent during a run. */
export interface HandoffRecord extends HandoffRequest {
  readonly from: string;
  readonly answer: string;
  readonly complete: boolean;
  /** Why it is not complete. */
  readonly note?: string;
  /** The limit that ended the receiver, and with it the whole run. */
  readonly stop?: BudgetStop;
  /** What the receiver found, where it answered with a Brief of its own. */
  readonly parts?: DraftParts;
  /** What the receiver handed on in its turn. */
  readonly handoffs?: readonly HandoffRecord[];
}
