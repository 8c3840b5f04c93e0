import { compareText } from "../../core/compare-text.ts";
import { type Day, isDay } from "../../core/days.ts";
import { DataError } from "../../core/errors.ts";
import { hash } from "../../core/ids.ts";
import { isRecord, parseJson, stableJson } from "../../core/json.ts";

export const PATTERN_KINDS = ["fault", "gap"] as const;
export type PatternKind = (typeof PATTERN_KINDS)[number];
export const CLOSE_REASONS = ["shipped", "fixed", "declined", "no-pattern"] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

interface Common {
  readonly pattern: string;
  /** The as-of day of the run that wrote it. */
  readonly on: Day;
  /** Counts the runs that wrote to the ledger: of two events the later run's holds. */
  readonly n: number;
}

/** One line of history/patterns.ndjson. */
export type LedgerEvent =
  /** What a pattern was when it was recorded, with the tickets that had come to it since. */
  | (Common & {
      readonly event: "seen";
      readonly kind: PatternKind;
      readonly capability: string | null;
      readonly title: string;
      readonly tickets: readonly string[];
    })
  | (Common & { readonly event: "filed"; readonly packet: string; readonly to: string; readonly last_seen: Day })
  | (Common & { readonly event: "merged"; readonly into: string })
  | (Common & { readonly event: "split"; readonly to: string; readonly title: string; readonly tickets: readonly string[] })
  | (Common & { readonly event: "renamed"; readonly title: string })
  | (Common & { readonly event: "closed"; readonly reason: CloseReason })
  | (Common & { readonly event: "reopened" })
  /** Takes back the event whose line has this hash. */
  | (Common & { readonly event: "undone"; readonly of: string });

/** The event as a line of the ledger, with its line end: keys sorted, so that the same event has the same bytes. */
export function printEvent(event: LedgerEvent): string {
  return `${stableJson({ ...event, v: SCHEMA })}\n`;
}

/** By what an `undone` names an event. */
export function eventHash(event: LedgerEvent): string {
  return hash(printEvent(event), 12);
}

const SCHEMA = 1;

/**
 * Reads a ledger. Lines may come in any order and twice, as a merge of two branches by union leaves them: the events come back sorted, each
 * once. Throws DataError with file and line for one that is none, and for a newer schema.
 */
export function parseLedger(text: string, file: string): LedgerEvent[] {
  const lines = new Map<string, LedgerEvent>();
  text.split("\n").forEach((line, index) => {
    if (line.trim() === "") return;
    const parsed = parseJson(line);
    const event = parsed.ok ? eventOf(parsed.value) : undefined;
    if (event === undefined)
      throw new DataError({
        code: "bad-ledger",
        message: `${file}:${index + 1}: this is no event of a pattern.`,
        found: line.slice(0, 80),
        allowed: [
          '{"event": "seen" (filed, merged, split, renamed, closed, reopened, undone), "pattern": …, "on": "2026-11-20", "n": 1, "v": 1, …}',
        ],
        fix: /^[<=>]{7}/.test(line) ? "Keep the lines of both sides and remove this mark." : "Correct or remove the line.",
        place: { file, line: index + 1 },
      });
    lines.set(printEvent(event), event);
  });
  return [...lines]
    .sort(([a, one], [b, other]) => compareText(one.on, other.on) || one.n - other.n || compareText(a, b))
    .map(([, event]) => event);
}

function eventOf(value: unknown): LedgerEvent | undefined {
  if (!isRecord(value) || value["v"] !== SCHEMA) return undefined;
  const { event, pattern, on, n, title, tickets, capability, packet, to, into, of } = value;
  if (typeof pattern !== "string" || typeof on !== "string" || !isDay(on) || typeof n !== "number") return undefined;
  const common = { pattern, on, n };
  const kind = PATTERN_KINDS.find((one) => one === value["kind"]);
  const reason = CLOSE_REASONS.find((one) => one === value["reason"]);
  const lastSeen = value["last_seen"];
  const isTold = capability === null || typeof capability === "string";
  if (event === "seen" && kind !== undefined && isTold && typeof title === "string" && isTexts(tickets))
    return { ...common, event, kind, capability, title, tickets };
  if (event === "filed" && typeof packet === "string" && typeof to === "string" && typeof lastSeen === "string")
    return { ...common, event, packet, to, last_seen: lastSeen };
  if (event === "merged" && typeof into === "string") return { ...common, event, into };
  if (event === "split" && typeof to === "string" && typeof title === "string" && isTexts(tickets))
    return { ...common, event, to, title, tickets };
  if (event === "renamed" && typeof title === "string") return { ...common, event, title };
  if (event === "closed" && reason !== undefined) return { ...common, event, reason };
  if (event === "reopened") return { ...common, event };
  if (event === "undone" && typeof of === "string") return { ...common, event, of };
  return undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
