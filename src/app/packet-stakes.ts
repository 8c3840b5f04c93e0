import { capabilityTickets } from "../book/capability-tickets.ts";
import { measure, measureAll } from "../book/measure.ts";
import { peopleOf } from "../book/people-of.ts";
import { slug } from "../core/text.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import type { Stakes } from "../tasks/stakes.ts";
import { type AccountAtStake, weighStakes } from "../tasks/weigh-stakes.ts";
import type { Session } from "./open-session.ts";

/** How far back tickets count. */
export const STAKES_DAYS = 90;

const FIGURES = ["account_name", "arr", "segment", "renewal_on", "health_tier"] as const;

/** What a packet is about: one account, or a capability that fails at whoever reports it. */
export interface StakesOf {
  readonly account: string | null;
  /** Its id, or the slug of its title, as the subject of a pattern has it. */
  readonly capability: string | null;
}

/** What is at stake for a packet's receiver; undefined for one that is about no account. */
export async function packetStakes(session: Session, { account, capability }: StakesOf): Promise<Stakes | undefined> {
  if (account === null && capability === null) return undefined;
  const { book, asOf, knowledge } = session;
  const tickets = await capabilityTickets(book, {
    asOf,
    days: STAKES_DAYS,
    accounts: capability === null && account !== null ? [account] : undefined,
  });
  const id = knowledge.capabilities.find((known) => known.id === capability || slug(known.title) === capability)?.id;
  const own = capability === null ? tickets : tickets.filter((ticket) => ticket.capability === (id ?? capability));
  const touched = [...new Set([...own.map((ticket) => ticket.account), ...(account === null ? [] : [account])])].sort();
  return weighStakes(await accountsAtStake(session, touched), own, STAKES_DAYS, await peopleOf(book));
}

/** The accounts with what prioritisation asks of them, in the order given. */
export async function accountsAtStake(session: Session, accounts: readonly string[]): Promise<AccountAtStake[]> {
  const measured = await figuresOf(session, accounts);
  return accounts.map((account) => {
    const figures = measured.get(account) ?? [];
    const figure = (metric: string): Measurement | undefined => figures.find((one) => one.metric === metric);
    const arr = figure("arr");
    return {
      account,
      name: textOf(figure("account_name")) ?? account,
      arrMinor: typeof arr?.value === "number" ? arr.value : null,
      currency: arr?.currency ?? session.book.currency,
      segment: textOf(figure("segment")),
      renewalOn: textOf(figure("renewal_on")),
      red: figure("health_tier")?.value === "red",
    };
  });
}

const FEW = 5;

/** Scoring the whole base is worth it for many accounts only. */
async function figuresOf(session: Session, accounts: readonly string[]): Promise<ReadonlyMap<string, readonly Measurement[]>> {
  const context = session.context();
  if (accounts.length > FEW) return measureAll(context, accounts, FIGURES);
  const figures = new Map<string, readonly Measurement[]>();
  for (const account of accounts) figures.set(account, await measure(context, { account }, FIGURES));
  return figures;
}

function textOf(measurement: Measurement | undefined): string | null {
  return typeof measurement?.value === "string" ? measurement.value : null;
}
