import { relative, sep } from "node:path";
import type { Day } from "../core/days.ts";
import type { LedgerEvent } from "../domain/patterns/ledger-event.ts";
import { seenEvents } from "../domain/patterns/seen-events.ts";
import type { Packet } from "../tasks/packet.ts";
import { writePacket } from "../tasks/write-packet.ts";
import { loadTeam } from "../team/load-team.ts";
import { checkHandoff } from "../team/policy/check-handoff.ts";
import { checkPatternPacket } from "../team/policy/pattern-due.ts";
import type { Team } from "../team/team.ts";
import type { Deps } from "./deps.ts";
import { openWholeSession, type Session } from "./open-session.ts";
import { type FoundPatterns, type PatternsOptions, patternsOf } from "./patterns.ts";
import { isDue, maySend } from "./patterns-due.ts";
import { addToLedger, LEDGER_NAME, whileLedgerIsHeld } from "./patterns-ledger.ts";
import { namedRow } from "./patterns-named.ts";
import { namedByModel } from "./patterns-named-by-model.ts";
import { PATTERN_SENDER } from "./pattern-packet.ts";
import { patternPackets } from "./patterns-packet.ts";
import type { PatternRow } from "./patterns-row.ts";

export interface FileOptions extends PatternsOptions {
  /** Patterns as a person names them; all that are due where none is named. */
  readonly patterns: readonly string[];
  /** Say what would be filed and write nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface FiledPattern {
  readonly id: string;
  readonly title: string;
  readonly titled_by: PatternRow["titled_by"];
  readonly to: string;
  /** would: what a dry run leaves undone; waiting: named, and nothing new since product last heard this week. */
  readonly change: "created" | "updated" | "unchanged" | "conflict" | "would" | "waiting" | "refused";
  readonly reason?: string;
  readonly packet: string | null;
  readonly file: string | null;
  /** Parts that a person had changed, left as they are. */
  readonly kept: readonly string[];
}

export interface FiledPatterns {
  readonly asOf: Day;
  readonly age: number;
  readonly week: string;
  readonly filed: readonly FiledPattern[];
  /** Patterns seen, and lines added to the ledger. */
  readonly patterns: number;
  readonly recorded: number;
  readonly ledger: string;
}

/** Told in our words: those of tickets decide nothing. */
const REASON = { "product-engineer": "the same fault at several customers", "product-owner": "a feature request of several customers" };

/**
 * Records the patterns of the week in the ledger and hands those that are due to product: one packet a pattern, updated while it lasts. The
 * same run again writes nothing. Throws UserError for an unknown pattern.
 */
export async function filePatterns(deps: Deps, options: FileOptions): Promise<FiledPatterns> {
  const session = await openWholeSession(deps, options);
  try {
    const team = await loadTeam(deps.workspace.agents, { references: deps.workspace.references });
    const titles = await titlesByModel(session, options, team);
    const filing = async (): Promise<FiledPatterns> => {
      const found = await patternsOf(session, options);
      const { wanted, due: untitled } = dueOf(found, options, team);
      const held = wanted.filter((row) => !untitled.includes(row)).map((row) => heldBack(row, refusal(row, found, team)));
      const due = untitled.map((row) => titled(row, titles.get(row.id)));
      const packets = await patternPackets(found, due);
      const filed: FiledPattern[] = [];
      const events: LedgerEvent[] = options.dryRun === true ? [] : seenEvents([...found.found.values()], found.ledger, found.asOf);
      for (const [at, row] of due.entries()) {
        const packet = packets[at];
        if (packet === undefined) continue;
        const one = options.dryRun === true ? would(row) : await write(deps, row, packet);
        filed.push(one);
        events.push(...filedEvent(row, one, found));
      }
      if (options.dryRun !== true) await addToLedger(deps, events);
      const { asOf, age, week, patterns } = found;
      return {
        asOf,
        age,
        week,
        filed: [...filed, ...held],
        patterns: patterns.length,
        recorded: options.dryRun === true ? 0 : events.length,
        ledger: LEDGER_NAME,
      };
    };
    // Holding the ledger writes a lock beside it: what writes nothing leaves no folder behind either.
    return await (options.dryRun === true ? filing() : whileLedgerIsHeld(deps, filing));
  } finally {
    session.close();
  }
}

/** The patterns that a person names, and those that go to product. */
function dueOf(
  found: FoundPatterns,
  { patterns }: FileOptions,
  team: Team,
): { readonly wanted: readonly PatternRow[]; readonly due: readonly PatternRow[] } {
  const wanted = patterns.map((name) => namedRow(name, found.patterns));
  const { charter } = team;
  const due =
    wanted.length === 0
      ? found.patterns.filter((row) => isDue(row, found.asOf, found.bounds, charter) && refusal(row, found, team) === undefined)
      : wanted.filter((row) => refusal(row, found, team) === undefined && maySend(row, found.asOf, charter));
  return { wanted, due };
}

/** A model's titles by the ids of patterns. Asked before the ledger is held: others may wait for it only as long as files take to write. */
async function titlesByModel(session: Session, options: FileOptions, team: Team): Promise<ReadonlyMap<string, string>> {
  const { titling } = options;
  if (titling === undefined) return new Map();
  const found = await patternsOf(session, options);
  const rows = await namedByModel(dueOf(found, options, team).due, found, { ...titling, meant: (all) => all });
  return new Map(rows.flatMap(({ id, title, titled_by: by }) => (by === "model" ? [[id, title] as const] : [])));
}

function titled(row: PatternRow, title: string | undefined): PatternRow {
  return title === undefined || row.titled_by === "person" ? row : { ...row, title, titled_by: "model" };
}

async function write({ workspace }: Deps, { id, title, titled_by, to }: PatternRow, packet: Packet): Promise<FiledPattern> {
  const written = await writePacket(workspace.handoffs, packet);
  const file = relative(workspace.root, written.file).split(sep).join("/");
  return { id, title, titled_by, to, change: written.change, packet: written.id, file, kept: written.kept };
}

function would({ id, title, titled_by, to, packet }: PatternRow): FiledPattern {
  return { id, title, titled_by, to, change: "would", packet: packet?.id ?? null, file: null, kept: [] };
}

function filedEvent(row: PatternRow, { packet, change }: FiledPattern, { ledger, asOf }: FoundPatterns): LedgerEvent[] {
  const before = ledger.resolve(row.id)?.filed;
  if (packet === null || change === "would" || (before?.packet === packet && before.lastSeen === row.last_seen)) return [];
  return [{ event: "filed", pattern: row.id, on: asOf, n: ledger.next, packet, to: row.to, last_seen: row.last_seen }];
}

/** Why a pattern that a person named does not go; undefined where it may. */
function refusal(row: PatternRow, { asOf }: FoundPatterns, team: Team): string | undefined {
  if (row.status === "closed")
    return `It was closed as ${row.closed?.reason ?? "settled"} on ${row.closed?.on ?? asOf}; \`echo-cs patterns reopen ${row.id}\` opens it again.`;
  const tagged = checkPatternPacket({ capability: row.capability }, team.charter);
  if (!tagged.allowed) return `${tagged.reason} Do this first: ${tagged.instead ?? "tag them"}.`;
  const verdict = checkHandoff(
    { from: PATTERN_SENDER, to: row.to, mode: "delegate", reason: REASON[row.to], depth: 1, path: [PATTERN_SENDER] },
    team,
  );
  return verdict.allowed ? undefined : `${verdict.rule}: ${verdict.reason}`;
}

function heldBack({ id, title, titled_by, to, packet }: PatternRow, reason: string | undefined): FiledPattern {
  const common = { id, title, titled_by, to, packet: packet?.id ?? null, file: null, kept: [] };
  return reason === undefined
    ? {
        ...common,
        change: "waiting",
        reason: `Product heard of it on ${packet?.updated ?? "this week"}; it goes again when there is something new, at most once a week.`,
      }
    : { ...common, change: "refused", reason };
}
