import { resolve } from "node:path";
import { type Labeller, openTriage, triageTickets } from "../../app/triage.ts";
import { ticketSource } from "../../app/triage-source.ts";
import { summaryCounter } from "../../app/triage-summary.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { Assisted } from "./triage-assisted.ts";
import type { TriageFlags } from "./triage-flags.ts";
import { encodingNote, notesOn } from "./triage-notes.ts";
import { triageOutput } from "./triage-output.ts";
import { type TriagePlace, triagePlace } from "./triage-place.ts";
import { triageProgress } from "./triage-progress.ts";
import { noInput } from "./triage-refusals.ts";

/** Runs `triage`: one line a ticket as they come in, or the sum of them. Exit 2 for what --fail-on names, 3 where lines could not be read. */
export async function runTriage(file: string | undefined, flags: TriageFlags, io: Io): Promise<ExitCode> {
  if ((file === undefined || file === "-") && io.stdinIsTerminal === true) throw noInput();
  const { source, size } =
    file === undefined || file === "-" ? { source: io.stdin, size: undefined } : await ticketSource(resolve(io.cwd, file), file);
  const [place, label] = await Promise.all([triagePlace(flags, io), labellerFor(flags, io)]);
  const { folders, accounts, currency, pattern } = place;
  const assist = flags.assist === true ? await assistFor(flags, place, io) : undefined;
  const engine = await openTriage(folders, place.promise);
  const [output, progress, counts] = [triageOutput(flags, io, accounts !== undefined), triageProgress(io, size), summaryCounter()];
  let [hit, blanks, odd] = [false, 0, 0];
  const oddLines: number[] = [];
  const input = { source, accounts, label, pattern, assist, text: flags.text?.split(",").map((name) => name.trim()), id: flags.id };
  for await (const { tickets, broken, blank, notUtf8 = [], bytes, about } of triageTickets(engine, input)) {
    blanks += blank?.length ?? 0;
    odd += notUtf8.length;
    if (oddLines.length < MOST_LINES) oddLines.push(...notUtf8.slice(0, MOST_LINES - oddLines.length));
    if (io.signal.aborted) return EXIT.interrupted;
    progress.add(tickets.length, bytes);
    const notes = notesOn(about);
    if (notes.length > 0) progress.clear();
    for (const note of notes) io.stderr(`note: ${note}\n`);
    for (const { line, reason } of broken) io.stderr(`line ${line}: not read: ${reason}\n`);
    counts.broken(broken.length);
    for (const ticket of tickets) {
      counts.add(ticket);
      hit ||= flags.failOn === "escalate" ? ticket.escalate : flags.failOn === "p1" && ticket.priority === "p1";
    }
    output.tickets(tickets);
    await io.drained?.();
  }
  progress.clear();
  if (blanks > 0) io.stderr(`note: blank rows passed over: ${blanks}\n`);
  const encoding = encodingNote(oddLines, odd);
  if (encoding !== undefined) io.stderr(`note: ${encoding}\n`);
  const summary = counts.summary();
  output.end(summary, currency);
  const failed = assist?.end() ?? EXIT.ok;
  if (hit) return EXIT.findings;
  if (failed !== EXIT.ok) return failed;
  return summary.broken > 0 ? EXIT.partial : EXIT.ok;
}

/** So many lines that are no UTF-8 are named. */
const MOST_LINES = 5;

async function assistFor(flags: TriageFlags, place: TriagePlace, io: Io): Promise<Assisted> {
  return (await import("./triage-assisted.ts")).openAssist(flags, place, io);
}

async function labellerFor({ model }: TriageFlags, io: Io): Promise<Labeller | undefined> {
  if (model === undefined) return undefined;
  return (await import("../../app/triage-label.ts")).openLabeller(resolve(io.cwd, model), model);
}
