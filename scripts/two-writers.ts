import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Play } from "../src/domain/plays/play.ts";
import { taskFiles } from "../src/tasks/task-files.ts";
import { updateTask } from "../src/tasks/update-task.ts";
import { readTracking, writeTracking } from "../src/tasks/write-tracking.ts";

/**
 * Two processes bring one task up to date at once while a third hand edits its checklist: `npx tsx scripts/two-writers.ts [UPDATES] [EDITS]`.
 * Ends with 1 where an update or an edit is lost.
 */
const TASK = "churn-acme-2026w47";
const DAY = "2026-11-20";
const play: Play = {
  type: "risk",
  trigger: "health",
  reason: "health fell",
  priority: "high",
  owner: "customer-success-manager",
  ownerName: null,
  due: DAY,
  playbook: "churn-diagnosis",
  began: DAY,
  stageSince: DAY,
  tierAtStart: "red",
  failedOn: null,
};

const [mode = "500", folder = "", name = "", rounds = "0"] = process.argv.slice(2);
if (mode === "write") await write(folder, name, Number(rounds));
else await main(Number(mode), Number(folder === "" ? "100" : folder));

async function main(updates: number, edits: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "echo-cs-writers-"));
  try {
    await writeTracking(dir, {
      context: {
        task: TASK,
        key: "churn/acme",
        status: "open",
        opened: DAY,
        asOf: DAY,
        updatedAsOf: DAY,
        agent: "retention-specialist",
        lane: "account-management",
        snapshot: "0",
        stage: "at risk",
        play,
        title: "Acme",
        goal: "",
        segments: [],
        health: null,
        question: "",
      },
      todos: [],
      insights: [],
    });
    const started = performance.now();
    const script = fileURLToPath(import.meta.url);
    const writers = ["a", "b"].map((one) =>
      spawn(process.execPath, ["--import", "tsx", script, "write", dir, one, String(updates)], { stdio: "inherit" }),
    );
    const ended = Promise.all(writers.map(async (writer) => (await once(writer, "exit"))[0] as unknown));
    for (let edit = 0; edit < edits; edit += 1) {
      await appendFile(taskFiles(dir, TASK).todos, `- [ ] by hand ${edit}.\n`);
      await wait(20);
    }
    const exits = await ended;
    await report(dir, updates, edits, exits, performance.now() - started);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function write(dir: string, writer: string, count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    const id = `${writer}-${round}`;
    await updateTask(dir, {
      task: TASK,
      title: "Acme",
      play,
      stage: "at risk",
      updatedAsOf: DAY,
      done: round > 0 ? [`${writer}-${round - 1}`] : [],
      todos: [
        {
          id,
          section: "Steps",
          what: `Step ${id}`,
          owner: "customer-success-manager",
          due: DAY,
        },
      ],
      insights: [
        {
          section: "Playbook improvements",
          key: id,
          date: DAY,
          text: `Finding ${id}`,
          facts: [],
        },
      ],
    });
  }
}

async function report(dir: string, updates: number, edits: number, exits: readonly unknown[], ms: number): Promise<void> {
  const tracked = await readTracking(dir, TASK);
  const ids = new Set(tracked?.todos.map(({ id }) => id));
  const keys = new Set(tracked?.insights.map(({ key }) => key));
  const ticked = new Set(tracked?.todos.flatMap(({ id, status }) => (status === "done" ? [id] : [])));
  const asides = (await readdir(dir)).filter((file) => file.includes(".conflict-"));
  const lines = await Promise.all([...asides, `${TASK}-todos.md`].map((file) => readFile(join(dir, file), "utf8")));
  const wanted = ["a", "b"].flatMap((one) => Array.from({ length: updates }, (_, round) => `${one}-${round}`));
  const lost = {
    items: wanted.filter((id) => !ids.has(id)).length,
    findings: wanted.filter((id) => !keys.has(id)).length,
    ticks: wanted.filter((id) => !id.endsWith(`-${updates - 1}`) && !ticked.has(id)).length,
    edits: Array.from({ length: edits }, (_, edit) => edit).filter(
      (edit) => !lines.some((text) => text.includes(`- [ ] by hand ${edit}.\n`)),
    ).length,
  };
  console.log(JSON.stringify({ updates: 2 * updates, edits, exits, seconds: Math.round(ms / 100) / 10, conflicts: asides.length, lost }));
  if (Object.values(lost).some((count) => count > 0) || exits.some((exit) => exit !== 0)) process.exitCode = 1;
}
