import { clean, oneLine, slug } from "../core/text.ts";
import { escapeComment, unescapeComment } from "./escape.ts";
import { printFrontmatter, requireFrontmatter, SCHEMA, textField, withFields, type Fields } from "./frontmatter.ts";
import type { MergedText } from "./sealed-file.ts";
import { sealOf } from "./seal.ts";
import { checkTaskId } from "./task-id.ts";

/** A message that a person will review, change and send, or not. */
export interface Draft {
  readonly task: string;
  /** What sort of message: `outreach`, `renewal-invitation`. One draft of a kind in a task. */
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Whose message it is: an agent's name. */
  readonly from?: string;
  /** Ids of the Facts that the message rests on: `echo-cs evidence F7 --task …`. */
  readonly facts?: readonly string[];
  /** The buyer's problem in their own words, where the message answers one. */
  readonly problem?: string;
}

const BANNER = "> Draft: a person must review and send this. ECHO has sent nothing.";

/** The draft's file name. Throws UserError for a task id that is none. */
export function draftName(draft: Pick<Draft, "task" | "kind">): string {
  return `${checkTaskId(draft.task)}-${slug(draft.kind) || "draft"}.md`;
}

/** A new draft: head, the line that says that nobody has sent it, and the message. */
export function printDraft(draft: Draft): string {
  return `${printFrontmatter(fieldsOf(draft))}\n${BANNER}\n\n${escapeDraft(draft.text)}\n`;
}

/** Throws DataError with file and line for a broken head or a newer schema. */
export function parseDraft(text: string, file: string): Draft & { readonly status: string } {
  const front = requireFrontmatter(text, file);
  const field = (name: string) => textField(front, name);
  const body = unescapeComment(withoutBanner(front.body));
  const [from, facts, problem] = [field("from"), field("facts"), field("problem")];
  return {
    task: field("task"),
    kind: field("kind"),
    to: field("to"),
    subject: field("subject"),
    text: body,
    status: field("status"),
    ...(from === "" ? {} : { from }),
    ...(facts === "" ? {} : { facts: facts.split(" ") }),
    ...(problem === "" ? {} : { problem }),
  };
}

/** The new draft where nobody touched the old one; else the old one: from the first edit on the message is the person's. */
export function mergeDraft(existing: string, wanted: Draft, file: string): MergedText {
  const front = requireFrontmatter(existing, file);
  const written = textField(front, "written");
  if (written === sealOfDraft(wanted, escapeDraft(wanted.text))) return { text: existing, kept: [] };
  const { status, ...present } = parseDraft(existing, file);
  const untouched = status === "draft" && written === sealOfDraft(present, withoutBanner(front.body));
  if (!untouched) return { text: existing, kept: ["text"] };
  const eol = front.open.endsWith("\r\n") ? "\r\n" : "\n";
  const body = `\n${BANNER}\n\n${escapeDraft(wanted.text)}\n`.replaceAll("\n", eol);
  return { text: withFields({ ...front, body }, fieldsOf(wanted)), kept: [] };
}

// `written` tells whether a person has changed the message since; see seal.ts.
function fieldsOf({ task, kind, to, subject, text, from, facts = [], problem }: Draft): Fields {
  const written = sealOfDraft({ to, subject }, escapeDraft(text));
  const origin = {
    ...(from === undefined ? {} : { from }),
    ...(facts.length === 0 ? {} : { facts: facts.join(" ") }),
    ...(problem === undefined ? {} : { problem }),
  };
  return { schema: SCHEMA, status: "draft", task, kind, ...origin, to, subject, written };
}

function sealOfDraft({ to, subject }: Pick<Draft, "to" | "subject">, body: string): string {
  return sealOf([oneLine(to), oneLine(subject), body].join("\n"));
}

// Headings and code stay as they are: a draft has no sections that they could forge.
function escapeDraft(text: string): string {
  return escapeComment(clean(text).trim());
}

function withoutBanner(body: string): string {
  const text = body.replaceAll("\r\n", "\n");
  const banner = text.indexOf(BANNER);
  return (banner < 0 ? text : text.slice(banner + BANNER.length)).trim();
}
