import { relative, sep } from "node:path";
import { knownAccounts } from "../book/known-accounts.ts";
import { measure } from "../book/measure.ts";
import { notesUntil, peopleAt, type WonDeal, wonDeals } from "../book/won-deals.ts";
import { addDays, type Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { clean } from "../core/text.ts";
import { formatMoney } from "../domain/facts/format-value.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import { listPackets } from "../tasks/list-packets.ts";
import type { Packet } from "../tasks/packet.ts";
import { promisesIn } from "../tasks/promises.ts";
import { writePacket } from "../tasks/write-packet.ts";
import { loadTeam } from "../team/load-team.ts";
import { type WonDuty, wonDuties } from "../team/policy/won-duties.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { packetFacts } from "./packet-facts.ts";
import { resolveAccount } from "./resolve-account.ts";

export interface WonInput extends BookOptions {
  /** Without one: the deals won in the last `days`. */
  readonly account?: string | undefined;
  readonly days: number;
  /** Promises that no export holds. */
  readonly promises: readonly string[];
  readonly notes: readonly string[];
}

/** A won deal and where its handover stands. */
export interface WonLine {
  readonly account: string;
  readonly name: string;
  readonly won_on: Day;
  readonly kickoff_by: Day;
  readonly kickoff_on: Day | null;
  /** The packet's id; null where nothing was handed over. */
  readonly packet: string | null;
  readonly seller: string | null;
}

export interface WonHandover {
  readonly id: string;
  readonly file: string;
  readonly change: string;
  readonly packet: Packet;
  readonly duties: readonly WonDuty[];
  readonly promises: readonly string[];
}

export interface WonResult {
  readonly asOf: Day;
  readonly age: number;
  readonly deals: readonly WonLine[];
  /** The handover of the account named. */
  readonly handover: WonHandover | null;
}

const FIGURES = ["arr", "plan", "seats", "won_on", "renewal_on", "segment", "seller_name", "csm_name", "kickoff_on"];
const SELLER = "account-executive";
const RECEIVER = "customer-success";

/**
 * The handover from sales to success when a deal is won: deal notes, promises made, people, and what starts now with its dates. Without an
 * account it lists the deals won lately. Throws UserError for an account without a won deal.
 */
export async function wonHandoff(deps: Deps, input: WonInput): Promise<WonResult> {
  const session = await openSession(deps, input);
  try {
    const { book, asOf, age } = session;
    const accounts = await knownAccounts(book);
    const chosen = input.account === undefined ? undefined : resolveAccount(input.account, accounts);
    const since = chosen === undefined ? addDays(asOf, -input.days) : "1970-01-01";
    const deals = (await wonDeals(book, { since, asOf })).filter(({ account }) => chosen === undefined || account === chosen.account);
    const [deal] = deals;
    if (chosen !== undefined && deal === undefined)
      throw new UserError({
        code: "no-won-deal",
        message: `The book holds no new-business deal that ${chosen.name} won us by ${asOf}.`,
        fix: "Add the CRM's deals or opportunities export; or hand over by hand: echo-cs handoffs new --from account-executive --to customer-success.",
      });
    const handover = chosen === undefined || deal === undefined ? null : await handOver(session, chosen.name, deal, input);
    return { asOf, age, deals: await standing(session, deals, new Map(accounts.map(({ account, name }) => [account, name]))), handover };
  } finally {
    session.close();
  }
}

async function handOver(session: Session, name: string, deal: WonDeal, input: WonInput): Promise<WonHandover> {
  const { workspace } = session.deps;
  const { charter } = await loadTeam(workspace.agents, { references: workspace.references });
  const { account, wonOn } = deal;
  const task = await resolveTaskId(workspace.tasks, { intent: "onboarding", subject: account, asOf: session.asOf });
  const figures = await measure(session.context(), { account }, ["renewal_on", "segment"]);
  const value = (metric: string) => figures.find((one) => one.metric === metric)?.value;
  const renewalOn = value("renewal_on");
  const duties = wonDuties(
    { wonOn, renewalOn: typeof renewalOn === "string" ? renewalOn : null, strategic: value("segment") === "enterprise" },
    charter,
  );
  const notes = await notesUntil(session.book, account, wonOn);
  const promises = [...input.promises, ...promisesIn([...input.notes, ...notes.map((note) => note.notes)])].map((text) => clean(text));
  const packet: Packet = {
    task,
    from: SELLER,
    to: RECEIVER,
    mode: "delegate",
    rule: duties.find(({ rule }) => rule === "standard-kickoff")?.rule ?? null,
    status: "open",
    subject: `won/${account}`,
    created: session.asOf,
    updated: session.asOf,
    deadline: addDays(wonOn, 3),
    account,
    title: `${name} was won on ${wonOn}: onboarding begins`,
    question: `${deal.name}${deal.amountMinor === null ? "" : `, ${formatMoney(deal.amountMinor, deal.currency ?? session.book.currency)}`}, sold by ${deal.seller ?? "nobody the export names"}. What was sold, what was promised, and who is who?`,
    facts: await packetFacts(session, account, task, FIGURES),
    tried: [
      ...(promises.length === 0
        ? ["Promises made: none on record. Ask the seller before the kickoff."]
        : promises.map((text) => `Promise made: ${text}`)),
      ...input.notes.map((note) => `Deal note: ${clean(note)}`),
      ...notes.map(
        ({ on, kind, host, notes: text }) => `Deal note, ${on}, ${kind}${host === null ? "" : ` (${clean(host)})`}: ${clean(text)}`,
      ),
      ...(await peopleAt(session.book, account, session.asOf)).map(
        (person) => `Person: ${clean([person.name, person.title, person.role].filter((part) => part !== null && part !== "").join(", "))}`,
      ),
    ],
    asked: duties.map(({ due, what, owner, rule }) => `- ${due}: ${what} (${owner}; ${rule})`).join("\n"),
    constraints: [
      "Nothing goes to a customer: drafts only.",
      "A promise that cannot be kept is told to the customer by the seller, before the kickoff.",
    ],
    answer: null,
    outside: false,
  };
  const written = await writePacket(workspace.handoffs, packet);
  return {
    id: written.id,
    file: relative(workspace.root, written.file).split(sep).join("/"),
    change: written.change,
    packet,
    duties,
    promises,
  };
}

async function standing(session: Session, deals: readonly WonDeal[], names: ReadonlyMap<string, string>): Promise<WonLine[]> {
  const packets = await listPackets(session.deps.workspace.handoffs, session.deps.log);
  const lines: WonLine[] = [];
  for (const { account, wonOn, seller } of deals) {
    const [kickoff] = await measure(session.context(), { account }, ["kickoff_on"]);
    lines.push({
      account,
      name: names.get(account) ?? account,
      won_on: wonOn,
      kickoff_by: addDays(wonOn, 3),
      kickoff_on: typeof kickoff?.value === "string" ? kickoff.value : null,
      packet: packets.find(({ packet }) => packet.subject === `won/${account}`)?.id ?? null,
      seller,
    });
  }
  return lines;
}
