import { join } from "node:path";
import type { TicketReadings } from "../book/ticket-reading.ts";
import { readBytes, readTextIfAny } from "../core/files.ts";
import { hash } from "../core/ids.ts";
import { stableJson } from "../core/json.ts";
import type { TriageFolders } from "./triage.ts";

/** To be raised with every change in how the engine reads that neither words nor weights show. */
const READING = 3;

const FILES = ["capabilities.yaml", "cues.yaml", "sentiment.yaml", "authority.yaml"];
/** Two trainings differ in how long their packed weights are and in how these end; to hash all of them takes longer than it is worth. */
const WEIGHTS_END = 32;

/** The reader of tickets for imports, by the words and weights of these folders. Nothing is read or loaded before it is asked for, and then once. */
export function ticketReadings(folders: TriageFolders): TicketReadings {
  let version: Promise<string> | undefined;
  let opened: ReturnType<TicketReadings["open"]> | undefined;
  return {
    version: () => (version ??= versionOf(folders)),
    open: () => (opened ??= openReader(folders)),
  };
}

async function versionOf({ references }: TriageFolders): Promise<string> {
  const texts = await Promise.all(references.flatMap((folder) => FILES.map((name) => readTextIfAny(join(folder, "triage", name)))));
  const weights = await readBytes(join(references[0] ?? "", "triage/weights.bin.br"));
  return hash(stableJson([READING, texts.map((text) => text ?? null), [weights.length, ...weights.subarray(-WEIGHTS_END)]]), 16);
}

async function openReader(folders: TriageFolders): ReturnType<TicketReadings["open"]> {
  const { openTriage } = await import("./triage.ts");
  const triage = await openTriage(folders);
  return (subject, description) => {
    const {
      capability,
      gap,
      type,
      sentiment,
      rule,
      churn_intent: saysLeaving,
    } = triage({ id: "", line: 0, subject, description, customerIds: [] }, undefined);
    return { capability, gap, intent: type, sentiment: sentiment.score, aboveSupport: rule, saysLeaving };
  };
}
