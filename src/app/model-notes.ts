import { clean } from "../core/text.ts";
import { readOwnTextIfAny } from "../core/files.ts";
import { UserError } from "../core/errors.ts";
import type { FactDesk } from "../domain/facts/fact-desk.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Vocabulary } from "../run/verify/vocabulary.ts";
import { renderTemplate } from "../run/verify/render-template.ts";
import { verifyBrief } from "../run/verify/verify-brief.ts";
import { listTasks } from "../tasks/find-task.ts";
import { MEMORY_KINDS, type MemoryKind } from "../tasks/memory.ts";
import { taskFiles } from "../tasks/task-files.ts";
import { refuseOutward } from "../tools/outward.ts";
import type { NoteDesk } from "../tools/tool-context.ts";
import { draftMessage } from "./draft.ts";
import { remember } from "./memory.ts";
import type { Session } from "./open-session.ts";

/** The workspace's notes as an agent's tools reach them: through the same checks that hold for people and for the Brief. */
export function modelNotes(session: Session, task: string, desk: FactDesk, vocabulary: Vocabulary): NoteDesk {
  const { deps, asOf } = session;
  const { workspace, log } = deps;
  return {
    tracking: async (named) => {
      const id = named ?? task;
      const files = taskFiles(workspace.tasks, id);
      const texts = await Promise.all([files.context, files.todos, files.insights].map(readOwnTextIfAny));
      const open = (await listTasks(workspace.tasks, log)).filter(({ status }) => status === "open").map((found) => found.id);
      if (named !== null && texts.every((text) => text === undefined))
        throw new UserError({ code: "unknown-task", message: `There is no task ${id}.`, found: id, allowed: open.sort() });
      return { task: id, open: open.sort(), text: texts.filter((text) => text !== undefined).join("\n\n") };
    },
    remember: async ({ text, kind }) => {
      const facts = new Map(desk.issued().map((fact) => [fact.id, fact]));
      const template = clean(text).replaceAll(/\s+/gu, " ");
      refuseOutward(template);
      const { unverified } = verifyBrief({ headline_template: template, findings: [], actions: [], unknowns: [] }, { facts, vocabulary });
      if (unverified.length > 0)
        throw new UserError({
          code: "unverified-memory",
          message: `Not kept: ${unverified.map(({ claim, reason }) => `"${claim}": ${reason}`).join("; ")}.`,
          fix: "Cite a Fact as {F7|pct}, or leave the claim out.",
        });
      // A later run reads the line beside other accounts' lines: it says by itself which account it is about.
      const names = vocabulary.account === null ? [] : [...(vocabulary.accounts.get(vocabulary.account) ?? [])];
      const printed = renderTemplate(template, facts, METRICS);
      const about = names[0] === undefined || names.some((name) => printed.includes(name)) ? printed : `${names[0]}: ${printed}`;
      const { file, isNew } = await remember(deps, { text: about, kind: kindOf(kind), asOf });
      return { file, isNew };
    },
    draft: async ({ account, play }) => {
      const { file, subject, text, kept } = await draftMessage(deps, { account, play, asOf });
      return { file, subject, text, kept };
    },
  };
}

function kindOf(kind: string): MemoryKind {
  return [...MEMORY_KINDS.insights, ...MEMORY_KINDS.project].find((known) => known === kind) ?? "feedback";
}
