import type { Day } from "../core/days.ts";
import type { Ending, Play } from "../domain/plays/play.ts";
import { unescapeLine } from "./escape.ts";
import { type Fields, type Frontmatter, requireFrontmatter } from "./frontmatter.ts";
import { splitLines } from "./markdown-lines.ts";
import { ENDING_FIELDS, endingFields, PLAY_FIELDS, playFields } from "./play-fields.ts";
import { type FieldRules, mergeSealedFile, type MergedText } from "./sealed-file.ts";
import { splitSections } from "./sections.ts";
import { parseHead } from "./task-context.ts";

/** What a sweep writes into the head of a task that is there. */
export interface PlayUpdate {
  readonly play: Play;
  readonly stage: string;
  readonly updatedAsOf: Day;
  /** Given, it closes the task. */
  readonly ending?: Ending;
}

/** The existing file with its head brought up to a sweep; all below the head stays. Throws and keeps like mergeContext. */
export function mergePlay(existing: string, { play, stage, updatedAsOf, ending }: PlayUpdate, file: string): MergedText {
  const front = requireFrontmatter(existing, file);
  const head = parseHead(existing, file);
  if (updatedAsOf < head.updatedAsOf || head.status === "closed") return { text: existing, kept: [] };
  const closing = ending === undefined ? {} : { status: "closed", ...endingFields(ending) };
  const fields = { updated_as_of: updatedAsOf, stage, ...playFields(play), ...closing };
  const owned = ["updated_as_of", ...(ending === undefined ? [] : ["status", ...ENDING_FIELDS])];
  return mergeHead(front, fields, { owned, sealed: ["stage", ...PLAY_FIELDS] });
}

/** The existing file closed with its outcome; a risk's stage follows the outcome. Changes nothing in a task that is closed already. */
export function mergeEnding(existing: string, ending: Ending, file: string): string {
  const front = requireFrontmatter(existing, file);
  const head = parseHead(existing, file);
  if (head.status === "closed") return existing;
  const staged = ending.outcome !== "done" || head.play !== undefined ? { stage: ending.outcome } : {};
  const fields = { status: "closed", ...staged, ...endingFields(ending) };
  return mergeHead(front, fields, { owned: Object.keys(fields), sealed: [] }).text;
}

function mergeHead(front: Frontmatter, fields: Fields, rules: FieldRules): MergedText {
  const title =
    splitSections(splitLines(front.body))[0]
      ?.lines.find((line) => line.text.startsWith("# "))
      ?.text.slice(2) ?? "";
  return mergeSealedFile(front, { fields, title: unescapeLine(title), sections: [] }, rules);
}
