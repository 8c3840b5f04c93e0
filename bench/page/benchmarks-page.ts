import type { Claim } from "./claim.ts";
import { claimsOf } from "./claims.ts";
import { details } from "./details.ts";
import { markdownTable } from "./markdown-table.ts";
import { REASONS } from "./reasons.ts";
import { measuredShape } from "./shapes.ts";

/** The page docs/benchmarks.md, from the raw results by the names of their files. The same results give the same text. */
export function benchmarksPage(results: ReadonlyMap<string, unknown>): string {
  const claims = claimsOf(results);
  return [
    INTRODUCTION,
    "## The table",
    claimTable(claims),
    "## Where ECHO is not ahead, and why",
    notAhead(claims),
    ...details(results),
    "## What each bench measures",
    METHODS,
    "## When and where",
    machineTable(results),
    "",
  ].join("\n\n");
}

const INTRODUCTION = `# Benchmarks

Written by \`npx tsx bench/page.ts\` from the raw results in \`bench/results\`; do not edit. [bench/README.md](../bench/README.md) says how to repeat
each of them and how long it takes.

Ratios are of one run on one machine: what ECHO takes beside what the other takes, in turns. "×" is ECHO's as a multiple of the other's. Medians,
with the least and the most in brackets. "asked" is the bound that the project set itself beforehand.`;

/** Lines of the one table: holds, or what to look up further down. */
export function claimRows(claims: readonly Claim[]): string[][] {
  return claims.map(({ what, echo, beside, ratio, asked, holds, ahead }) => [
    what,
    echo,
    beside,
    ratio === null ? "" : ratio.toFixed(2),
    asked,
    holds === false ? "no" : ahead === false ? "behind" : holds === true ? "yes" : ahead === true ? "ahead" : "",
  ]);
}

export const CLAIM_HEAD = ["", "ECHO", "beside", "×", "asked", "holds"];

function claimTable(claims: readonly Claim[]): string {
  if (claims.length === 0) return "Nothing has been measured yet: `npm run bench`.";
  return markdownTable(CLAIM_HEAD, claimRows(claims), [2]);
}

function notAhead(claims: readonly Claim[]): string {
  const behind = claims.filter(({ holds, ahead }) => holds === false || ahead === false);
  if (behind.length === 0) return "Nowhere in this table.";
  const ids = [...new Set(behind.map(({ id }) => id))];
  return ids
    .map((id) => {
      const lines = behind.filter((claim) => claim.id === id);
      const told = lines.map(
        ({ what, echo, beside, asked }) =>
          `${what}: ${[echo, beside === "" ? "" : `beside ${beside}`, asked === "" ? "" : `asked ${asked}`].filter((part) => part !== "").join(", ")}`,
      );
      return `- ${told.join("; ")}. ${REASONS[id] ?? "Not looked into yet."}`;
    })
    .join("\n");
}

const METHODS = `- **Start**: each process from its start to its end, in another order each round, the first time left out. Of the peers only the import is
  timed, of ECHO the whole command. The peers are a package of their own (\`bench/peers-agents\`) and no part of ECHO's.
- **Turn**: one question, a call of a tool, an answer. The same model, instructions, tools and question for all, the same server on this machine, no
  retries, no tracing sent anywhere, each library in a process of its own, warm, in another order each round. The floor of every round is a bare
  loop over \`@anthropic-ai/sdk\`, and each library is told as a multiple of the floor of its own round. \`@openai/agents\` speaks another wire format
  (chat completions), which the server answers in kind: its requests are smaller. \`@voltagent/core\` records spans in memory and cannot be told not to.
  \`@anthropic-ai/claude-agent-sdk\` starts a program of its own for each run: that program's CPU is in, its memory is not. ECHO's run masks names, keeps a
  journal on the disk and verifies every sentence.
- **Triage**: tickets of 30 to 90 words made of sentences of the training tickets; ECHO reads CSV and prints JSON, the others are handed texts in
  memory. The judged tickets were written apart and nobody was trained on them; all classifiers learned from the same tickets, ECHO's also from its
  taxonomy's phrases.
- **Import**: generated usage of 200 days, against DuckDB's own read of the same file into a table, each in a process of its own.
- **Health**: scores of all accounts on two days with contributions, against \`select account, sum(events) … group by account\` fetched as rows.
- **Batch, runs at a time**: against a server that takes a fixed time for each call; ideal is waves × calls × that time.
- **Patterns**: faults planted in tickets at seeded random, and the same tickets with their days shuffled, where nothing rises.
- **Memory**: the most memory that the process held, on a book of one size, of ten and of a hundred.`;

function machineTable(results: ReadonlyMap<string, unknown>): string {
  const rows = [...results].flatMap(([name, result]) => {
    const { data } = measuredShape.safeParse(result);
    if (data === undefined) return [];
    const { machine } = data;
    const of =
      machine === undefined
        ? "not told"
        : [
            machine.node,
            machine.platform,
            `${machine.cpus} × ${machine.cpu ?? "processor"}`,
            machine.memory_gb === undefined ? "" : `${machine.memory_gb} GB`,
          ]
            .filter(Boolean)
            .join(", ");
    return [[name, data.measured_at.slice(0, 16).replace("T", " "), of, machine?.load === undefined ? "" : String(machine.load)]];
  });
  return rows.length === 0 ? "" : markdownTable(["bench", "measured (UTC)", "machine", "load"], rows, [1, 2]);
}
