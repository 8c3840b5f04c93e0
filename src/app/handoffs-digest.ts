import { join, relative, sep } from "node:path";
import { capabilityTickets, type TaggedTicket } from "../book/capability-tickets.ts";
import { peopleOf } from "../book/people-of.ts";
import { compareText } from "../core/compare-text.ts";
import { addDays, type Day, daysBetween, isoWeek } from "../core/days.ts";
import { writeTextAtomic } from "../core/files.ts";
import { slug } from "../core/text.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import { listPackets } from "../tasks/list-packets.ts";
import type { Packet } from "../tasks/packet.ts";
import { printDigest } from "../tasks/print-digest.ts";
import type { Stakes } from "../tasks/stakes.ts";
import { type AccountAtStake, weighStakes } from "../tasks/weigh-stakes.ts";
import { writePacket } from "../tasks/write-packet.ts";
import { loadTeam } from "../team/load-team.ts";
import { checkPatternPacket, isPatternDue } from "../team/policy/pattern-due.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { accountsAtStake, STAKES_DAYS } from "./packet-stakes.ts";
import { PATTERN_SENDER, patternPacket } from "./pattern-packet.ts";

/** A fault or gap that several customers report. */
export interface DigestPattern {
  readonly capability: string;
  readonly title: string;
  readonly gap: string;
  readonly stakes: Stakes;
  /** Tickets since product last heard, or of the last seven days where that is longer. */
  readonly new_tickets: number;
  readonly tickets: readonly string[];
  readonly accounts: readonly string[];
  /** Null where the accounts pay in several currencies. */
  readonly arr_minor: number | null;
  readonly last_seen: Day;
  /** When product last got it; null for never. */
  readonly last_routed: Day | null;
  /** It goes to product now. */
  readonly due: boolean;
  /** The packet's id, where it went now or before. */
  readonly packet: string | null;
}

export interface Digest {
  readonly asOf: Day;
  readonly age: number;
  readonly week: string;
  readonly tickets: number;
  /** Tickets of 90 days that are about none of the capabilities of references/triage/capabilities.yaml. */
  readonly untagged: number;
  /** What is new, or known to product already. */
  readonly patterns: readonly DigestPattern[];
  /** Capabilities that several customers wrote about in 90 days, with nothing new to tell. */
  readonly quiet: readonly string[];
  /** Days since product last heard; null for never. More than seven is too long. */
  readonly days_since_last: number | null;
  /** The digest's file, and one packet a pattern that is due. */
  readonly files: readonly string[];
}

interface Routed extends Pick<Packet, "facts" | "updated"> {
  readonly id: string;
}

const TO = "product-engineer";

/**
 * The weekly digest from support to product: what recurs at two accounts or more, heaviest first. Every pattern with news goes to
 * product-engineer as one packet, at most once an ISO week; the packet of a known pattern is updated and never repeated.
 */
export async function weeklyDigest(deps: Deps, options: BookOptions & { readonly dryRun?: boolean | undefined }): Promise<Digest> {
  const session = await openSession(deps, options);
  try {
    const { asOf, book, age } = session;
    const tickets = await capabilityTickets(book, { asOf, days: STAKES_DAYS });
    const routed = await routedPatterns(deps);
    const last =
      [...routed.values()]
        .map(({ updated }) => updated)
        .sort()
        .at(-1) ?? null;
    const weekAgo = addDays(asOf, -7);
    const since = last === null || last > weekAgo ? weekAgo : last;
    const recurring = await weigh(session, tickets, { routed, since });
    const isTold = ({ new_tickets: fresh, last_routed: before }: DigestPattern): boolean => fresh > 0 || before !== null;
    const files: string[] = [];
    const patterns: DigestPattern[] = [];
    for (const found of recurring.filter(isTold)) {
      const packet = found.due && options.dryRun !== true ? await route(session, found, routed) : undefined;
      if (packet !== undefined) files.push(packet.file);
      patterns.push(packet === undefined ? found : { ...found, packet: packet.id });
    }
    const digest = {
      asOf,
      age,
      week: isoWeek(asOf),
      tickets: tickets.length,
      untagged: tickets.filter(({ capability }) => capability === null).length,
      patterns,
      quiet: recurring.filter((found) => !isTold(found)).map(({ title }) => title),
      days_since_last: last === null ? null : daysBetween(last, asOf),
    };
    if (options.dryRun === true) return { ...digest, files };
    const path = join(deps.workspace.root, "reports", `product-digest-${digest.week}.md`);
    await writeTextAtomic(path, printDigest(digest));
    return { ...digest, files: [relative(deps.workspace.root, path).split(sep).join("/"), ...files] };
  } finally {
    session.close();
  }
}

async function weigh(
  session: Session,
  tickets: readonly TaggedTicket[],
  { routed, since }: { readonly routed: ReadonlyMap<string, Routed>; readonly since: Day },
): Promise<DigestPattern[]> {
  const { asOf, deps, knowledge } = session;
  const { charter } = await loadTeam(deps.workspace.agents, { references: deps.workspace.references });
  const people = await peopleOf(session.book);
  const patterns: DigestPattern[] = [];
  for (const capability of knowledge.capabilities) {
    const own = tickets.filter((ticket) => ticket.capability === capability.id);
    const accounts = [...new Set(own.map(({ account }) => account))].sort();
    if (accounts.length < 2 || !checkPatternPacket({ capability: capability.id }, charter).allowed) continue;
    const touched = await accountsAtStake(session, accounts);
    const before = routed.get(`pattern/${slug(capability.title)}`);
    const lastSeen = own[0]?.on ?? asOf;
    patterns.push({
      capability: capability.id,
      title: capability.title,
      gap: capability.gap,
      stakes: weighStakes(touched, own, STAKES_DAYS, people),
      new_tickets: own.filter(({ on }) => on > since).length,
      tickets: own.map(({ ticket }) => ticket),
      accounts,
      arr_minor: sumOf(touched),
      last_seen: lastSeen,
      last_routed: before?.updated ?? null,
      due: own.some(({ on }) => on > since) && isPatternDue({ lastSeen, lastRouted: before?.updated }, asOf, charter),
      packet: before?.id ?? null,
    });
  }
  return patterns.sort(
    (a, b) => b.accounts.length - a.accounts.length || (b.arr_minor ?? 0) - (a.arr_minor ?? 0) || compareText(a.capability, b.capability),
  );
}

function sumOf(accounts: readonly AccountAtStake[]): number | null {
  const known = accounts.filter(({ arrMinor }) => arrMinor !== null);
  if (new Set(known.map(({ currency }) => currency)).size > 1) return null;
  return known.reduce((sum, { arrMinor }) => sum + (arrMinor ?? 0), 0);
}

/** Packets on patterns that product has, by subject. */
async function routedPatterns({ workspace, log }: Deps): Promise<Map<string, Routed>> {
  const packets = (await listPackets(workspace.handoffs, log)).filter(({ packet }) => packet.from === PATTERN_SENDER && packet.to === TO);
  return new Map(packets.map(({ id, packet }) => [packet.subject, { id, updated: packet.updated, facts: packet.facts }]));
}

async function route(session: Session, pattern: DigestPattern, routed: ReadonlyMap<string, Routed>): Promise<{ id: string; file: string }> {
  const { asOf, deps } = session;
  const subject = `pattern/${slug(pattern.title)}`;
  const { title, accounts, gap, new_tickets: came, tickets, stakes } = pattern;
  const packet = patternPacket(
    {
      task: await resolveTaskId(deps.workspace.tasks, { intent: "pattern", subject: slug(title), asOf }),
      to: TO,
      subject,
      title,
      accounts: accounts.length,
      question: `Customers keep reporting the same: ${gap}.`,
      // What an answer about one account had measured stays with the pattern.
      facts: routed.get(subject)?.facts ?? [],
      came: `${came} came since product last heard of it`,
      constraints: [`Tickets: ${tickets.slice(0, 40).join(", ")}`],
      stakes,
    },
    asOf,
  );
  const written = await writePacket(deps.workspace.handoffs, packet);
  return { id: written.id, file: relative(deps.workspace.root, written.file).split(sep).join("/") };
}
