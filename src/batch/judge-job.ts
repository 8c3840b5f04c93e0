import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import { isRecord, parseJson } from "../core/json.ts";
import { clean } from "../core/text.ts";
import type { Place } from "../core/errors.ts";
import type { JobError, JobResult } from "./job-result.ts";

/** What a command did: its exit and what it printed. */
export interface JobRun {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Commands that print one line of JSON for each thing they read: their result is a list, however many there were. */
const LINE_BY_LINE = new Set(["triage"]);

/** The result of a job by what its command did. Findings (exit 2) are an answer, not a failure. */
export function judgeJob({ id, command }: { readonly id: string; readonly command: string }, run: JobRun): JobResult {
  const { data, error } = partsOf(run.stdout, LINE_BY_LINE.has(command));
  const had = data === undefined ? {} : { result: data };
  const spent = usdOf(data);
  const usd = spent === undefined ? {} : { usd: spent };
  if (run.exit === EXIT.ok || run.exit === EXIT.findings) return { id, status: "ok", exit: run.exit, result: data ?? null, ...usd };
  // Nothing was wrong with what was interrupted or could not be paid: it is done when the batch is gone on with.
  const status = run.exit === EXIT.interrupted || error?.code === "batch-budget" ? "skipped" : "failed";
  return { id, status, exit: run.exit, ...had, error: error ?? errorOf(run), ...usd };
}

/** A command's JSON, with the error that it told on its last line apart. */
function partsOf(stdout: string, isLines: boolean): { readonly data: unknown; readonly error: JobError | undefined } {
  const text = stdout.trim();
  const cut = text.lastIndexOf("\n") + 1;
  const last = parseJson(text.slice(cut));
  const told = last.ok && isRecord(last.value) && isRecord(last.value["error"]) ? last.value["error"] : undefined;
  if (told === undefined || typeof told["code"] !== "string") return { data: dataOf(text, isLines), error: undefined };
  return { data: dataOf(text.slice(0, cut).trim(), isLines), error: toError(told) };
}

function dataOf(text: string, isLines: boolean): unknown {
  if (text === "") return isLines ? [] : undefined;
  const whole = parseJson(text);
  if (whole.ok && !isLines) return whole.value;
  const lines = text.split("\n").map(parseJson);
  return lines.every(({ ok }) => ok) ? lines.map((line) => (line.ok ? line.value : null)) : text;
}

function toError({ code, message, fix, place }: Readonly<Record<string, unknown>>): JobError {
  return {
    code: String(code),
    message: typeof message === "string" ? clean(message) : "",
    ...(typeof fix === "string" ? { fix: clean(fix) } : {}),
    ...(isPlace(place) ? { place } : {}),
  };
}

function isPlace(value: unknown): value is Place {
  return isRecord(value) && typeof value["file"] === "string";
}

const CODES: Readonly<Partial<Record<ExitCode, string>>> = {
  [EXIT.usage]: "usage",
  [EXIT.partial]: "partly-done",
  [EXIT.budget]: "budget",
  [EXIT.model]: "model",
  [EXIT.bug]: "bug",
  [EXIT.interrupted]: "interrupted",
};

/** What a command said on stderr, where it told no error as JSON. */
function errorOf({ exit, stderr }: JobRun): JobError {
  const lines = clean(stderr).trim().split("\n");
  const line = lines.find((each) => /^(?:echo-cs|error):/.test(each)) ?? lines.at(-1) ?? "";
  return { code: CODES[exit] ?? "failed", message: line.replace(/^(?:echo-cs|error): /, "") || `The command exited with ${exit}.` };
}

/** What a Brief says its model run cost. */
function usdOf(data: unknown): number | undefined {
  const usage = isRecord(data) ? data["usage"] : undefined;
  const usd = isRecord(usage) ? usage["usd"] : undefined;
  return typeof usd === "number" ? usd : undefined;
}
