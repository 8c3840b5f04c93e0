import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootPath } from "../scripts/root.ts";
import { madeTickets } from "./triage-tickets.ts";

/** What it costs another classifier to say one thing of a ticket. */
export interface PeerCost {
  readonly name: string;
  readonly does: string;
  readonly tickets: number;
  readonly cpuSeconds: number;
  readonly version: string;
  /** Tickets with known answers that nothing was trained on, and the share of them it got right. */
  readonly judged: number;
  readonly accuracy: number;
}

const TICKETS = 2000;

/** Lets the other classifiers read made-up English tickets, in a process of their own. Throws where they are not installed. */
export function peerCosts(folder: string): readonly PeerCost[] {
  if (!existsSync(rootPath("bench/peers/node_modules"))) throw new Error("the peers are not installed: npm ci --prefix bench/peers");
  const tickets = join(folder, "peers.ndjson");
  writeFileSync(tickets, [...madeTickets(TICKETS, "en")].map((ticket) => `${JSON.stringify(ticket)}\n`).join(""));
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [rootPath("bench/peers/classify.mjs"), rootPath("training/triage/tickets.ndjson"), tickets, rootPath("training/triage/judged.ndjson")],
    { cwd: rootPath("bench/peers"), encoding: "utf8" },
  );
  const last = stdout.trim().split("\n").at(-1) ?? "";
  if (status !== 0) throw new Error(`the peers failed\n${stderr}`);
  return JSON.parse(last) as readonly PeerCost[];
}
