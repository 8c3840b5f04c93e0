import { UserError } from "../core/errors.ts";
import { list, nearest, nearestBeginning } from "../core/text.ts";
import { holds, type Value } from "../domain/expression/evaluate.ts";
import type { DraftTemplate } from "../tasks/draft-template.ts";
import type { Verdict } from "../team/policy/verdict.ts";

/** The template of a play. Throws UserError that names the nearest. */
export function requirePlay(play: string, templates: ReadonlyMap<string, DraftTemplate>): DraftTemplate {
  const found = templates.get(play.trim().toLowerCase());
  if (found !== undefined) return found;
  const names = [...templates.keys()];
  const near = [...new Set([...nearest(play, names), ...nearestBeginning(play, names)])];
  throw new UserError({
    code: "unknown-play",
    message: `There is no play "${play}".`,
    found: play,
    allowed: near.length > 0 ? near : names,
    fix:
      near.length > 0
        ? `Did you mean ${list(near, "or")}?`
        : "Add references/playbooks/drafts/<play>.md to the workspace for one of your own.",
  });
}

/** Throws UserError where something that the play needs does not hold. */
export function requireFitting(template: DraftTemplate, valueOf: (name: string) => Value): void {
  const unmet = template.needs.find(({ test }) => !holds(test, valueOf));
  if (unmet === undefined) return;
  throw new UserError({
    code: "play-does-not-fit",
    message: `The play ${template.play} does not fit here${unmet.cites === undefined ? "" : ` (${unmet.cites})`}.`,
    found: unmet.says,
    fix: unmet.cites === undefined ? "`echo-cs draft --list` shows the other plays." : `\`echo-cs ref show ${unmet.cites}\` says why.`,
  });
}

/** Throws UserError with the rule's id where the charter forbids the draft. */
export function allow(verdict: Verdict, title: string, file?: string): void {
  if (verdict.allowed) return;
  throw new UserError({
    code: "charter-refuses",
    message: `Refused by the charter (${verdict.rule}): ${verdict.reason}`,
    found: title,
    ...(verdict.instead === undefined ? {} : { allowed: [verdict.instead] }),
    fix: `\`echo-cs charter ${verdict.rule}\` shows the rule.`,
    ...(file === undefined ? {} : { place: { file } }),
  });
}
