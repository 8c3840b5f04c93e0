import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { Subject } from "../domain/facts/fact.ts";
import type { PlaybookChoice } from "../run/answer/choose-playbook.ts";
import type { Agent } from "../team/agent.ts";
import type { ReferenceEntry } from "../team/reference.ts";

/** Everything an answer starts from, once the question is understood. */
export interface Assignment {
  readonly question: string;
  readonly agent: Agent;
  readonly choice: PlaybookChoice;
  readonly account: KnownAccount | undefined;
  readonly accounts: readonly KnownAccount[];
  /** Whose accounts the question is about, where it says so. */
  readonly owner?: string | undefined;
  /** True where `accounts` are those that the question names to set them side by side. */
  readonly compared?: true;
  readonly subject: Subject;
  /** The entry of the references that the question goes against. */
  readonly correction: ReferenceEntry | undefined;
}
