import { EchoError } from "../../core/errors.ts";
import { isRecord } from "../../core/json.ts";
import type { Log } from "../../core/log.ts";
import { clean } from "../../core/text.ts";

/** What a tool call gives back. */
export interface CallResult {
  readonly content: { type: "text"; text: string }[];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: boolean;
  readonly [more: string]: unknown;
}

/** More than this would fill a model's context for nothing. */
const MOST_CHARS = 400_000;

/** The data of a call as text and as data, without control codes; a failure as an error that its caller can act on. */
export async function callResult(work: () => Promise<Readonly<Record<string, unknown>>>, log: Log): Promise<CallResult> {
  try {
    const data = cleaned(await work());
    const text = JSON.stringify(data);
    if (text.length > MOST_CHARS)
      return failed(`The answer is ${text.length} characters long, more than ${MOST_CHARS}. Ask for less: a smaller limit, one account.`);
    return { content: [{ type: "text", text }], structuredContent: isRecord(data) ? data : {} };
  } catch (error) {
    if (error instanceof EchoError) return failed(errorText(error));
    const message = error instanceof Error ? error.message : String(error);
    log.warn(`a tool failed: ${message}`);
    return failed(`This is a bug in ECHO, and calling again will not help: ${message}`);
  }
}

/** Which tool helps on from an error; the fixes that are told speak of the command line. */
const HELPS: Readonly<Record<string, string>> = {
  "unknown-account": "The tool accounts finds accounts by a part of their name.",
  "ambiguous-account": "Call again with one of these ids.",
  "unknown-task": "The tool list_tasks lists them.",
  "no-facts": "Call ask first: it keeps the Facts of its answer.",
  "bad-sql": "Call sql with `show tables`, or `describe accounts`.",
};

/** What went wrong, what would be allowed and what to do, in lines. */
export function errorText({ code, detail: { message, found, allowed = [], fix } }: EchoError): string {
  return clean(
    [
      message,
      ...(found === undefined || message.includes(found) ? [] : [`Found: ${found}`]),
      ...(allowed.length === 0 ? [] : [`Allowed: ${allowed.slice(0, 30).join(", ")}`]),
      ...(fix === undefined ? [] : [`Fix: ${fix}`]),
      ...(HELPS[code] === undefined ? [] : [HELPS[code]]),
    ].join("\n"),
  );
}

function failed(text: string): CallResult {
  return { isError: true, content: [{ type: "text", text: clean(text) }] };
}

/** Names and tickets come from outside: no control codes, wherever they stand. */
function cleaned(value: unknown): unknown {
  if (typeof value === "string") return clean(value);
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(cleaned);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)])) : value;
}
