import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT } from "../../src/core/exit-codes.ts";
import { modelEnvironment } from "./actions.ts";
import type { Processes } from "./processes.ts";
import type { Violations } from "./violations.ts";
import { drawAccount } from "./workspace.ts";

export interface BatchCounts {
  batches: number;
  jobs: number;
  /** Times a batch was taken up again. */
  resumed: number;
}

const JOBS = 6;
const MOST_KILLS = 3;

export interface BatchSeat {
  readonly root: string;
  readonly chance: () => number;
  readonly modelUrl: string;
  readonly processes: Processes;
  readonly violations: Violations;
  readonly counts: BatchCounts;
}

/** One batch of analyst, model and command jobs, killed up to three times and taken up again, until every job has its one result. */
export async function runBatch({ root, chance, modelUrl, processes, violations, counts }: BatchSeat): Promise<void> {
  counts.batches += 1;
  const folder = join(root, "batches");
  mkdirSync(folder, { recursive: true });
  const name = `batch-${counts.batches % 4}`;
  const [jobs, results] = [join(folder, `${name}.ndjson`), join(folder, `${name}.results.ndjson`)];
  rmSync(results, { force: true });
  const ids = Array.from({ length: JOBS }, (_, index) => `job-${counts.batches}-${index}`);
  writeFileSync(jobs, ids.map((id, index) => `${JSON.stringify({ id, ...work(index, chance) })}\n`).join(""));
  counts.jobs += ids.length;

  let kept: readonly string[] = [];
  for (let round = 0; round < 20; round += 1) {
    const { exit } = await processes.run({
      name: "batch",
      argv: [
        "batch",
        `batches/${name}.ndjson`,
        "--out",
        `batches/${name}.results.ndjson`,
        "--concurrency",
        "3",
        ...(round === 0 ? [] : ["--resume"]),
      ],
      env: modelEnvironment(modelUrl),
      exits: [EXIT.ok, EXIT.partial],
      killAfterMs: round < MOST_KILLS && chance() < 0.7 ? 400 + 4000 * chance() : undefined,
    });
    const now = wholeLines(results);
    if (kept.some((line, index) => line !== now[index]))
      violations.add("a batch's results stay", `${name}, round ${round}: a line on record before is gone or changed`);
    kept = now;
    if (exit === null) counts.resumed += 1;
    else break;
  }
  checkOnce(kept, ids, name, violations);
}

function checkOnce(lines: readonly string[], ids: readonly string[], name: string, violations: Violations): void {
  const found = lines.map((line) => (JSON.parse(line) as { readonly id: string }).id);
  const wrong = ids.filter((id) => found.filter((one) => one === id).length !== 1);
  if (wrong.length > 0 || found.length !== ids.length)
    violations.add("every batch result once", `${name}: ${wrong.join(", ")} of ${ids.length} jobs; ${found.length} lines`);
}

function work(index: number, chance: () => number): object {
  const account = drawAccount(chance);
  if (index % 3 === 0) return { question: `why is ${account} churning?`, args: ["--no-model"] };
  if (index % 3 === 1) return { question: `why is ${account} churning, round ${Math.floor(chance() * 1000)}?` };
  return { command: "health", args: [account, "--json"] };
}

/** Lines of results that are on record; half a line at the end is none. */
function wholeLines(path: string): string[] {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .slice(0, -1);
}
