import type { ReferenceEntry } from "../../team/reference.ts";
import type { Team } from "../../team/team.ts";
import type { Playbook } from "../playbook/playbook.ts";

/** The Markdown an answer is made with: who works how, and what is known about the work. */
export interface Practice {
  readonly team: Team;
  readonly playbooks: ReadonlyMap<string, Playbook>;
  readonly references: readonly ReferenceEntry[];
}
