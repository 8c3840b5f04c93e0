import { askingTickets, featureWishes, releasesOut } from "../book/feature-wishes.ts";
import { compareText } from "../core/compare-text.ts";
import { addDays, type Day } from "../core/days.ts";
import { type Asker, whoAsked } from "../domain/releases/who-asked.ts";
import { type ShippedFeature, shippedFeatures, type WishRow } from "../domain/releases/shipped-features.ts";
import { slug } from "../core/text.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { accountsAtStake } from "./packet-stakes.ts";
import { ticketReadings } from "./ticket-readings.ts";
import { toldKey, toldOfReleases } from "./told-of-releases.ts";

export interface ReleasesOptions extends BookOptions {
  /** How many days back features count as shipped lately. */
  readonly days: number;
  /** List what is still waited for as well. */
  readonly open?: boolean | undefined;
}

/** An account that asked for a feature. */
export interface AskingAccount extends Asker {
  readonly name: string;
  /** Yearly recurring revenue; null where unknown. */
  readonly arr_minor: number | null;
  readonly currency: string;
  /** When a draft was written to it; null for never. */
  readonly told_on: Day | null;
  readonly draft: string | null;
}

export interface ReleasedFeature extends Pick<ShippedFeature, "feature" | "title" | "shipped_on" | "release" | "by"> {
  readonly capability: string | null;
  readonly accounts: readonly AskingAccount[];
}

/** A feature that accounts wait for, by title. */
export interface AwaitedFeature {
  readonly feature: string;
  readonly title: string;
  /** The sources' status words, current state. */
  readonly status: readonly string[];
  readonly accounts: readonly string[];
  readonly requests: readonly string[];
  readonly first_on: Day | null;
}

export interface ReleasesReport {
  readonly as_of: Day;
  readonly age: number;
  readonly days: number;
  /** How much the book holds, so that an empty list explains itself. */
  readonly requests: number;
  readonly releases: number;
  readonly features: readonly ReleasedFeature[];
  readonly awaited?: readonly AwaitedFeature[];
}

/** What shipped within the last days of as-of, who had asked for it in requests or tickets, and who was told. */
export async function shippedAndAsked(deps: Deps, options: ReleasesOptions): Promise<ReleasesReport> {
  const session = await openSession(deps, options);
  try {
    const { asOf, age, book } = session;
    const [wishes, releases] = [await featureWishes(book, asOf), await releasesOut(book, asOf)];
    const since = addDays(asOf, -options.days);
    const all = shippedFeatures(wishes, releases);
    const shipped = all.filter(({ shipped_on: on }) => on > since);
    const features = shipped.length === 0 ? [] : await withAskers(session, shipped);
    const report = { as_of: asOf, age, days: options.days, requests: wishes.length, releases: releases.length, features };
    return options.open === true ? { ...report, awaited: awaited(wishes, new Set(all.map(({ feature }) => feature))) } : report;
  } finally {
    session.close();
  }
}

async function withAskers(session: Session, shipped: readonly ShippedFeature[]): Promise<ReleasedFeature[]> {
  const { asOf, book, deps } = session;
  const tickets = await askingTickets(book, asOf);
  const read = await ticketReadings(deps.workspace).open();
  const told = await toldOfReleases(deps.workspace);
  const asked = shipped.map((feature) => {
    const words = feature.wishes.map(({ description }) => description).find((text) => text !== "") ?? "";
    const { capability } = read(feature.title, words);
    return { feature, capability, askers: whoAsked(feature, capability, tickets) };
  });
  const accounts = [...new Set(asked.flatMap(({ askers }) => askers.map(({ account }) => account)))].sort();
  const stakes = new Map((await accountsAtStake(session, accounts)).map((stake) => [stake.account, stake]));
  return asked.map(({ feature, capability, askers }) => ({
    feature: feature.feature,
    title: feature.title,
    shipped_on: feature.shipped_on,
    release: feature.release,
    by: feature.by,
    capability,
    accounts: askers
      .map((asker) => {
        const stake = stakes.get(asker.account);
        const before = told.get(toldKey(feature.feature, asker.account));
        return {
          ...asker,
          name: stake?.name ?? asker.account,
          arr_minor: stake?.arrMinor ?? null,
          currency: stake?.currency ?? book.currency,
          told_on: before?.on ?? null,
          draft: before?.draft ?? null,
        };
      })
      .sort((a, b) => (b.arr_minor ?? -1) - (a.arr_minor ?? -1) || compareText(a.account, b.account)),
  }));
}

/** Wishes that have not shipped, most accounts first. */
function awaited(wishes: readonly WishRow[], shipped: ReadonlySet<string>): AwaitedFeature[] {
  const families = new Map<string, WishRow[]>();
  for (const wish of wishes) {
    const feature = slug(wish.title) || wish.request;
    if (!shipped.has(feature)) families.set(feature, [...(families.get(feature) ?? []), wish]);
  }
  const distinct = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))].sort();
  return [...families]
    .map(([feature, own]) => ({
      feature,
      title: own[0]?.title ?? feature,
      status: distinct(own.map(({ status }) => status)),
      accounts: distinct(own.map(({ account }) => account)),
      requests: distinct(own.map(({ request }) => request)),
      first_on: distinct(own.map(({ asked_on: on }) => on))[0] ?? null,
    }))
    .sort((a, b) => b.accounts.length - a.accounts.length || compareText(a.feature, b.feature));
}
