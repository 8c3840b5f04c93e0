import type { HandoffMode } from "../../domain/brief/brief.ts";
import type { Day } from "../../core/days.ts";
import type { Draft, KeyedTemplate } from "../analyst/draft.ts";
import type { Playbook } from "../playbook/playbook.ts";

/** How a piece of work came to an agent, and what became of it. */
export interface HandoffRecord {
  readonly from: string;
  readonly to: string;
  readonly mode: HandoffMode;
  readonly reason: KeyedTemplate;
  readonly ask: KeyedTemplate;
  readonly deadline: Day;
  /** Keys of the measurements that go with it. */
  readonly facts: readonly string[];
  readonly status: "answered" | "filed" | "refused" | "unfinished";
  /** The charter's or the structure's rule, where one decided. */
  readonly rule: string | null;
  readonly note: string | null;
  /** No agent of this team answers: the packet is to be pasted elsewhere. */
  readonly outside: boolean;
  /** The receiver's answer. */
  readonly answer: Contribution | null;
}

/** What one agent made of a question: its draft, and the work it handed on. */
export interface Contribution {
  readonly agent: string;
  readonly lane: string;
  readonly playbook: Playbook;
  readonly draft: Draft;
  readonly handoffs: readonly HandoffRecord[];
}

/** A contribution and all that its handoffs brought back, the asker first. */
export function flatten(contribution: Contribution): Contribution[] {
  return [contribution, ...contribution.handoffs.flatMap(({ answer }) => (answer === null ? [] : flatten(answer)))];
}

/** All handoffs, each before those its receiver made. */
export function allHandoffs(contribution: Contribution): HandoffRecord[] {
  return contribution.handoffs.flatMap((handoff) => [handoff, ...(handoff.answer === null ? [] : allHandoffs(handoff.answer))]);
}
