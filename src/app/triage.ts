import { brotliDecompressSync } from "node:zlib";
import { join } from "node:path";
import type { TicketBatch } from "../book/import/ticket-batch.ts";
import { ticketStream } from "../book/import/ticket-stream.ts";
import { InternalError } from "../core/errors.ts";
import { readBytes, readTextIfAny } from "../core/files.ts";
import type { LaneOf } from "../domain/triage/owner-of.ts";
import type { ReplyPromise } from "../domain/triage/reply-promise.ts";
import { type TriageEngine, triageEngine } from "../domain/triage/triage-engine.ts";
import { parseTriageModel } from "../domain/triage/triage-model.ts";
import type { Ticket, TriageAccount } from "../domain/triage/ticket.ts";
import type { TriagedTicket } from "../domain/triage/triaged.ts";
import { laneOf, parseCharter } from "../team/charter.ts";
import type { ReadTicket, TriageAssist } from "./triage-assist.ts";
import type { TicketLabels } from "./triage-label.ts";
import type { PatternOf } from "./triage-patterns.ts";
import { loadTriageKnowledge } from "./triage-practice.ts";

/** Where the shipped words, weights and charter lie, and the user's own behind them. */
export interface TriageFolders {
  readonly references: readonly string[];
  readonly agents: readonly string[];
}

/** Finds the account of a ticket. */
interface AccountFinder {
  find(ticket: Ticket): TriageAccount | undefined;
}

export interface TriageInput {
  readonly source: AsyncIterable<string | Uint8Array>;
  /** Columns with the text and the id, where the person names them. */
  readonly text?: readonly string[] | undefined;
  readonly id?: string | undefined;
  /** The book's accounts; left out where there is no book. */
  readonly accounts?: AccountFinder | undefined;
  /** Labels by a trained model, one a text. */
  readonly label?: Labeller | undefined;
  /** The pattern that a ticket was recorded with; left out where nothing was recorded. */
  readonly pattern?: PatternOf | undefined;
  /** Reads again, by a language model, what was read without confidence. */
  readonly assist?: Pick<TriageAssist, "judge"> | undefined;
}

/** Labels by a trained model, one a text, in their order. */
export type Labeller = (texts: readonly string[]) => readonly TicketLabels[];

/** What was read of one piece of the stream. */
export interface TriagedBatch extends Omit<TicketBatch, "tickets"> {
  readonly tickets: readonly TriagedTicket[];
}

const WEIGHTS = "triage/weights.bin.br";

/** Builds the engine of triage from the references and the charter. Throws DataError for a file that does not fit its schema. */
export async function openTriage({ references, agents }: TriageFolders, promise?: ReplyPromise): Promise<TriageEngine> {
  const [knowledge, bytes, lanes] = await Promise.all([
    loadTriageKnowledge(references),
    readBytes(join(references[0] ?? "", WEIGHTS)),
    charterLanes(agents),
  ]);
  const model = parseTriageModel(brotliDecompressSync(bytes));
  if (model === undefined)
    throw new InternalError({
      code: "bad-weights",
      message: `references/${WEIGHTS} is damaged or of another version.`,
      fix: "Install ECHO again.",
    });
  return triageEngine(knowledge, model, lanes, promise);
}

/** Triages a stream of tickets, batch by batch, as it comes in. Throws DataError for what holds no tickets. */
export async function* triageTickets(
  triage: TriageEngine,
  { source, text, id, accounts, label, pattern, assist }: TriageInput,
): AsyncGenerator<TriagedBatch> {
  for await (const batch of ticketStream(source, { text, id })) {
    const labels = label?.(batch.tickets.map(({ subject, description }) => (subject === "" ? description : `${subject}\n${description}`)));
    const read = batch.tickets.map((ticket) => triage(ticket, accounts?.find(ticket)));
    const judged = assist === undefined ? read : await assist.judge(batch.tickets.flatMap((ticket, place) => pairOf(ticket, read[place])));
    const tickets = judged.map((triaged, place) => {
      const [given, recorded] = [labels?.[place], pattern?.(triaged.id)];
      const labelled = given === undefined ? triaged : { ...triaged, ...given };
      return recorded === undefined ? labelled : { ...labelled, pattern: recorded };
    });
    yield { ...batch, tickets };
  }
}

function pairOf(ticket: Ticket, triaged: TriagedTicket | undefined): ReadTicket[] {
  return triaged === undefined ? [] : [{ ticket, triaged }];
}

async function charterLanes(folders: readonly string[]): Promise<LaneOf> {
  for (const folder of [...folders].reverse()) {
    const path = join(folder, "ECHO.md");
    const text = await readTextIfAny(path);
    if (text === undefined) continue;
    const { charter } = parseCharter(text, path);
    return (agent) => laneOf(charter, agent) ?? "outside";
  }
  return () => "support";
}
