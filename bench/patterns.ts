import { openTriage } from "../src/app/triage.ts";
import { addDays } from "../src/core/days.ts";
import { rootPath } from "../scripts/root.ts";
import { falselyRising, faultsFound, sorted, triaged } from "./patterns-score.ts";
import { type PlantedTicket, plantedTickets, withShuffledDays } from "./patterns-planted.ts";
import { PLANTED_FAULTS } from "./patterns-planted-texts.ts";
import { textTable } from "./summary.ts";

const SIZE = { tickets: 50_000, accounts: 1000, weeks: 40, until: "2026-11-22" };
const BOUNDS = {
  min_accounts: 2,
  min_tickets: 3,
  gap_accounts: 3,
  weeks: 40,
  forgotten_weeks: 13,
  gone_weeks: 4,
  false_discoveries: 0.05,
  file_accounts: 3,
  quotes: 3,
};
/** The last weeks of the shuffled tickets, each asked what rises in it. */
const WEEKS_ASKED = 12;

export interface PatternsResult {
  readonly seed: number;
  readonly tickets: number;
  readonly triage_cpu_s: number;
  readonly patterns_cpu_s: number;
  readonly patterns: number;
  /** Of the twenty planted faults, those told as rising or new. */
  readonly found: number;
  readonly missed: readonly string[];
  readonly false_rising: number;
  /** Patterns told as rising or new, a week, where every ticket has the day of another. */
  readonly shuffled_a_week: number;
}

/** Twenty faults planted among 50,000 tickets: how many are found, how long it takes, and what is called rising where nothing rises. */
export async function benchPatterns(seeds: readonly number[] = [7]): Promise<PatternsResult[]> {
  const engine = await openTriage({ references: [rootPath("references")], agents: [rootPath("agents")] });
  return seeds.map((seed) => {
    const planted = plantedTickets({ ...SIZE, seed });
    const start = process.cpuUsage();
    const tickets = triaged(planted, engine);
    const read = process.cpuUsage(start);
    const from = process.cpuUsage();
    const patterns = sorted(tickets, SIZE.until, BOUNDS).told(SIZE.until);
    const used = process.cpuUsage(from);
    const found = faultsFound(patterns, planted);
    return {
      seed,
      tickets: tickets.length,
      triage_cpu_s: seconds(read),
      patterns_cpu_s: seconds(used),
      patterns: patterns.length,
      found: found.length,
      missed: PLANTED_FAULTS.map(({ name }) => name).filter((name) => !found.includes(name)),
      false_rising: falselyRising(patterns, planted).length,
      shuffled_a_week: shuffled(planted, tickets, seed),
    };
  });
}

function shuffled(planted: readonly PlantedTicket[], tickets: ReturnType<typeof triaged>, seed: number): number {
  const days = new Map(withShuffledDays(planted, seed).map(({ id, on }) => [id, on]));
  const { told } = sorted(
    tickets.map((ticket) => ({ ...ticket, on: days.get(ticket.id) ?? ticket.on })),
    SIZE.until,
    BOUNDS,
  );
  let called = 0;
  for (let week = 0; week < WEEKS_ASKED; week += 1)
    called += told(addDays(SIZE.until, -7 * week)).filter(({ rising, change }) => rising || change === "new").length;
  return called / WEEKS_ASKED;
}

function seconds({ user, system }: NodeJS.CpuUsage): number {
  return Math.round((user + system) / 1e5) / 10;
}

/** The figures as a table. */
export function patternsText(results: readonly PatternsResult[]): string {
  const head = [
    "seed",
    "tickets",
    "triage CPU s",
    "patterns CPU s",
    "patterns",
    "planted found",
    "falsely rising",
    "rising or new a week, shuffled",
  ];
  const rows = results.map((each) => [
    String(each.seed),
    String(each.tickets),
    each.triage_cpu_s.toFixed(1),
    each.patterns_cpu_s.toFixed(1),
    String(each.patterns),
    `${each.found} of ${PLANTED_FAULTS.length}${each.missed.length === 0 ? "" : ` (not: ${each.missed.join(", ")})`}`,
    String(each.false_rising),
    each.shuffled_a_week.toFixed(2),
  ]);
  return textTable([head, ...rows]);
}
