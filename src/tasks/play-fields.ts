import { SEVERITIES } from "../domain/brief/brief.ts";
import { asTier } from "../domain/health/tier.ts";
import { type Ending, OUTCOMES, type Play, PLAY_TYPES, TRIGGERS } from "../domain/plays/play.ts";
import { choiceField, type Fields, type Frontmatter, textField } from "./frontmatter.ts";

/** The fields of a context file's head that a sweep keeps, in their order. */
export const PLAY_FIELDS = [
  "type",
  "trigger",
  "reason",
  "priority",
  "owner",
  "owner_name",
  "due",
  "playbook",
  "began_on",
  "stage_since",
  "tier_at_start",
  "failed_on",
] as const;

/** The fields that say how a task ended. */
export const ENDING_FIELDS = ["closed_on", "outcome", "outcome_reason"] as const;

/** What a sweep keeps of a play, as fields of a head; none where there is no play. */
export function playFields(play: Play | undefined): Fields {
  if (play === undefined) return {};
  const { type, trigger, reason, priority, owner, due, playbook } = play;
  return {
    type,
    trigger,
    reason,
    priority,
    owner,
    owner_name: play.ownerName,
    due,
    playbook,
    began_on: play.began,
    stage_since: play.stageSince,
    tier_at_start: play.tierAtStart,
    failed_on: play.failedOn,
  };
}

/** How and when a task ended, as fields of a head; none of an open one. */
export function endingFields(ending: Ending | undefined): Fields {
  return ending === undefined ? {} : { closed_on: ending.on, outcome: ending.outcome, outcome_reason: ending.reason };
}

/** What a sweep keeps in a head; undefined where none looks after the task. Throws DataError with the line of a field that cannot be read. */
export function playOf(front: Frontmatter): Play | undefined {
  if ((front.data["type"] ?? "") === "" || (front.data["trigger"] ?? "") === "") return undefined;
  const [text, textOrNull] = readers(front);
  return {
    type: choiceField(front, "type", PLAY_TYPES),
    trigger: choiceField(front, "trigger", TRIGGERS),
    reason: text("reason"),
    priority: choiceField(front, "priority", SEVERITIES),
    owner: text("owner"),
    ownerName: textOrNull("owner_name"),
    due: text("due"),
    playbook: text("playbook"),
    began: text("began_on"),
    stageSince: text("stage_since"),
    tierAtStart: asTier(textOrNull("tier_at_start")),
    failedOn: textOrNull("failed_on"),
  };
}

/** How a task ended, as its head says; undefined where it says nothing. Throws like playOf. */
export function endingOf(front: Frontmatter): Ending | undefined {
  if ((front.data["outcome"] ?? "") === "") return undefined;
  const [text, textOrNull] = readers(front);
  return { on: text("closed_on"), outcome: choiceField(front, "outcome", OUTCOMES), reason: textOrNull("outcome_reason") };
}

function readers(front: Frontmatter): readonly [text: (name: string) => string, textOrNull: (name: string) => string | null] {
  const text = (name: string): string => textField(front, name);
  return [text, (name) => (text(name) === "" ? null : text(name))];
}
