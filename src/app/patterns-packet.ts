import { peopleOf } from "../book/people-of.ts";
import { masked, ownWords } from "../domain/text/masked.ts";
import type { Pattern } from "../domain/patterns/pattern.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import type { Packet } from "../tasks/packet.ts";
import { type AccountAtStake, weighStakes } from "../tasks/weigh-stakes.ts";
import type { FoundPatterns } from "./patterns.ts";
import { accountsAtStake } from "./packet-stakes.ts";
import { patternPacket } from "./pattern-packet.ts";
import { type PatternRow, patternSubject } from "./patterns-row.ts";

const MOST_TICKETS = 40;
const MOST_THEMES = 8;

/** The packets of patterns, in the order given, as they would be filed now: quotes without personal data and without names of people. */
export async function patternPackets(found: FoundPatterns, rows: readonly PatternRow[]): Promise<Packet[]> {
  const { session } = found;
  const accounts = [...new Set(rows.flatMap((row) => row.accounts))].sort();
  const atStake = new Map((await accountsAtStake(session, accounts)).map((one) => [one.account, one]));
  const people = rows.length === 0 ? [] : await peopleOf(session.book);
  const packets: Packet[] = [];
  for (const row of rows) {
    const pattern = found.found.get(row.id);
    if (pattern !== undefined) packets.push(await packetOf(found, row, pattern, { atStake, people }));
  }
  return packets;
}

interface Known {
  readonly atStake: ReadonlyMap<string, AccountAtStake>;
  readonly people: readonly string[];
}

async function packetOf(found: FoundPatterns, row: PatternRow, pattern: Pattern, { atStake, people }: Known): Promise<Packet> {
  const { session, asOf, sources } = found;
  const subject = patternSubject(pattern, sources.names);
  const before = sources.routed.get(`${subject} ${row.to}`)?.packet;
  const newest = [...pattern.tickets]
    .reverse()
    .flatMap(({ id, account, on, subject: head, body, priority, solved }) =>
      account === null
        ? []
        : [{ ticket: id, account, on, subject: masked(head), description: ownWords(body), priority, solved, person: null }],
    );
  const text = newest.map(({ subject: head, description }) => `${head} ${description}`).join("\n");
  const accounts = row.accounts.flatMap((account) => atStake.get(account) ?? []);
  const named = people.filter((name) => text.includes(name));
  const { tickets } = row;
  const older = tickets.length > MOST_TICKETS ? ` and ${tickets.length - MOST_TICKETS} older` : "";
  return patternPacket(
    {
      task:
        before?.task ??
        (await resolveTaskId(session.deps.workspace.tasks, { intent: "pattern", subject: subject.slice("pattern/".length), asOf })),
      to: row.to,
      subject,
      title: row.title,
      accounts: row.account_count,
      question: questionOf(row),
      // What an answer about one account had measured stays with the pattern.
      facts: before?.facts ?? [],
      came: `${row.this_week} came this week, ${row.last_week} the week before`,
      constraints: [`Pattern: ${row.id}`, `Tickets: ${tickets.slice(0, MOST_TICKETS).join(", ")}${older}`],
      stakes: weighStakes(accounts, newest, 7 * found.bounds.weeks, named),
    },
    asOf,
  );
}

function questionOf({ gap, title, themes, rise, rising }: PatternRow): string {
  const move =
    rising && rise !== null
      ? ` It rises: ${rise.counted} reports in ${rise.weeks === 1 ? "one week" : `${rise.weeks} weeks`}, where its own past makes ${rise.expected} likely.`
      : "";
  const ways =
    themes.length > 1
      ? ` They put it as: ${themes
          .slice(0, MOST_THEMES)
          .map((theme) => `${theme.title} (${theme.tickets})`)
          .join("; ")}.`
      : "";
  return `Customers keep reporting the same: ${(gap ?? title).replace(/\.$/, "")}.${move}${ways}`;
}
