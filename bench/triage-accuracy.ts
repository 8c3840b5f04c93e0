import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bareEnvironment } from "../scripts/built-program.ts";
import { rootPath } from "../scripts/root.ts";

/** Shares, 0–1, of tickets that the built program's triage reads as a person did. */
export interface TriageAccuracy {
  readonly judged: number;
  readonly capability: number;
  readonly type: number;
  /** In three classes, as other tools tell it. */
  readonly sentiment: number;
}

interface Judged {
  readonly id: string;
  readonly language: string;
  readonly capability: string | null;
  readonly type: string;
  readonly sentiment: string;
}

interface Read {
  readonly id: string;
  readonly capability: string | null;
  readonly type?: string;
  readonly sentiment: { readonly label: string };
}

/** The English tickets of judged.ndjson, which nothing was trained on. Throws where the program fails. */
export function triageAccuracy(folder: string, main: string): TriageAccuracy {
  const judged = linesOf<Judged>(readFileSync(rootPath("training/triage/judged.ndjson"), "utf8")).filter(
    ({ language }) => language === "en",
  );
  const file = join(folder, "judged.ndjson");
  // Only what a customer wrote: the answers stay here.
  writeFileSync(file, judged.map((ticket) => `${JSON.stringify({ ...ticket, ...WITHOUT_ANSWERS })}\n`).join(""));
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, "triage", file, "--json", "--no-accounts"], {
    cwd: folder,
    env: bareEnvironment(folder),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`triage ended with ${String(status)}\n${stderr}`);
  const read = new Map(linesOf<Read>(stdout).map((one) => [one.id, one]));
  const share = (isRight: (ticket: Judged, one: Read) => boolean): number =>
    judged.filter((ticket) => {
      const one = read.get(ticket.id);
      return one !== undefined && isRight(ticket, one);
    }).length / judged.length;
  return {
    judged: judged.length,
    capability: share((ticket, one) => (one.capability ?? "none") === (ticket.capability ?? "none")),
    type: share((ticket, one) => one.type === ticket.type),
    sentiment: share((ticket, one) => mood(one.sentiment.label) === mood(ticket.sentiment)),
  };
}

const WITHOUT_ANSWERS = {
  capability: undefined,
  type: undefined,
  sentiment: undefined,
  priority: undefined,
  escalate: undefined,
  churn_intent: undefined,
  deadline: undefined,
};

function mood(label: string): string {
  return label.replace("very_", "");
}

function linesOf<T>(text: string): T[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
