import { isoWeek, type Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { hash } from "../core/ids.ts";
import { slug } from "../core/text.ts";

/** What a task is about. `subject` is an account's id, or null for the whole book, or for the accounts of `owner`. */
export interface TaskSubject {
  readonly intent: string;
  readonly subject: string | null;
  readonly owner?: string | undefined;
}

const BOOK = "book";
const LONGEST_PART = 80;
const SAFE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** The id of a task opened on `asOf`: `churn-acme-2026w47`, `health-book-2026w47`. It names the task's files, so it is a safe file name. */
export function taskId(task: TaskSubject & { readonly asOf: Day }): string {
  return `${taskIdPrefix(task)}${isoWeek(task.asOf)}`;
}

/** What stays the same when the same work is met again in a later week: `churn/acme`, `health/book`. */
export function taskKey(task: TaskSubject): string {
  return `${part(task.intent)}/${subjectPart(task)}`;
}

/** How the id of every task of this key begins, unless a person renamed its files. */
export function taskIdPrefix(task: TaskSubject): string {
  return `${part(task.intent)}-${subjectPart(task)}-`;
}

/** Returns `id` where it can safely be a part of a file name; throws UserError where it cannot (`../x`, an empty text). */
export function checkTaskId(id: string): string {
  if (SAFE_ID.test(id) && !id.includes("..")) return id;
  throw new UserError({
    code: "task-id-invalid",
    message: "This is not a task id.",
    found: id.slice(0, 80),
    allowed: ["letters, digits, hyphens, dots and underscores, such as churn-acme-2026w47"],
    fix: "Take the id from the name of a task's files.",
  });
}

// An account that happens to be called "Book" must not share its tasks with the whole book.
function subjectPart({ subject, owner }: TaskSubject): string {
  if (subject === null) return owner === undefined ? BOOK : part(`${BOOK} of ${owner}`);
  const name = part(subject);
  return name === BOOK ? `${BOOK}-account` : name;
}

// A name without any ASCII letter, or one too long for a file name, still gets a distinct part.
function part(text: string): string {
  const name = slug(text);
  if (name === "") return `x${hash(text, 8)}`;
  return name.length <= LONGEST_PART ? name : `${name.slice(0, LONGEST_PART - 9)}-${hash(text, 8)}`;
}
