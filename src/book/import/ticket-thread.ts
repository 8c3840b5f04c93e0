import { isRecord } from "../../core/json.ts";

/** What the customer wrote first and last in a thread. */
export interface Thread {
  readonly first: string;
  readonly last: string;
}

const LISTS = ["comments", "conversation_parts", "messages", "thread", "conversations", "conversation", "replies", "events"];
const TEXTS = ["plain_body", "body_text", "body", "text", "message", "content", "html_body", "comment"];
const OURS = /^(?:admin|agent|bot|staff|support|team|employee|internal|system|assistant|operator|teammate|us)/i;

/** The customer's first and last messages in a ticket that holds its thread; undefined for one that does not. Private notes and our own answers are left out. */
export function threadOf(ticket: Readonly<Record<string, unknown>>): Thread | undefined {
  for (const name of LISTS) {
    const held = ticket[name];
    const list = Array.isArray(held) ? held : isRecord(held) && Array.isArray(held[name]) ? held[name] : undefined;
    if (list === undefined) continue;
    const texts = list
      .flatMap((message: unknown) => (isRecord(message) && isCustomers(message, ticket) ? [textIn(message)] : []))
      .filter((text) => text.trim() !== "");
    const [first] = texts;
    if (first !== undefined) return { first, last: texts.at(-1) ?? first };
  }
  return undefined;
}

function isCustomers(message: Readonly<Record<string, unknown>>, ticket: Readonly<Record<string, unknown>>): boolean {
  if (message["public"] === false || message["private"] === true) return false;
  if (typeof message["incoming"] === "boolean") return message["incoming"];
  const requester = ticket["requester_id"] ?? ticket["submitter_id"];
  const writer = message["author_id"];
  if (writer !== undefined && requester !== undefined) return writer === requester || JSON.stringify(writer) === JSON.stringify(requester);
  const { author } = message;
  const who = isRecord(author)
    ? (author["type"] ?? author["role"])
    : (message["author_type"] ?? message["role"] ?? message["from"] ?? message["sender"] ?? author);
  return typeof who !== "string" || !OURS.test(who);
}

function textIn(message: Readonly<Record<string, unknown>>): string {
  for (const name of TEXTS) {
    const text = message[name];
    if (typeof text === "string") return text;
  }
  return "";
}
