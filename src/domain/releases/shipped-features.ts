import { compareText } from "../../core/compare-text.ts";
import type { Day } from "../../core/days.ts";
import { slug } from "../../core/text.ts";
import { asksFor, featureWords } from "./asks-for.ts";

/** A wish of the book; one row an account that has it. */
export interface WishRow {
  readonly request: string;
  readonly account: string | null;
  readonly title: string;
  readonly description: string;
  /** The source's status, current state. */
  readonly status: string | null;
  readonly asked_on: Day | null;
  readonly shipped_on: Day | null;
}

export interface ReleaseRow {
  readonly release: string;
  readonly name: string | null;
  readonly number: string | null;
  readonly description: string;
  readonly released_on: Day;
  /** Ids of the requests that it answers. */
  readonly requests: readonly string[];
}

/** How a feature is known to have shipped. `named` is a likeness of words, and may be wrong. */
export type ShippedBy = "request" | "release" | "named";

/** A feature that shipped, with the wishes for it. */
export interface ShippedFeature {
  /** Slug of the title. */
  readonly feature: string;
  readonly title: string;
  readonly shipped_on: Day;
  /** Name or number of the release, where one is known. */
  readonly release: string | null;
  readonly by: ShippedBy;
  readonly wishes: readonly WishRow[];
}

/**
 * The features that had shipped by the rows given (all of them up to as-of), newest first: by a request's own day, by the release that lists
 * the request, or by a release whose notes name it. Requests of the same title are one feature, shipped on the first of their days.
 */
export function shippedFeatures(wishes: readonly WishRow[], releases: readonly ReleaseRow[]): ShippedFeature[] {
  const listed = new Map<string, ReleaseRow>();
  for (const release of inOrder(releases)) for (const id of release.requests) if (!listed.has(id)) listed.set(id, release);
  const families = new Map<string, WishRow[]>();
  for (const wish of wishes) {
    const key = slug(wish.title) || wish.request;
    families.set(key, [...(families.get(key) ?? []), wish]);
  }
  const features = [...families].flatMap(([feature, own]) => shipped(feature, own, listed, releases));
  return features.sort((a, b) => compareText(b.shipped_on, a.shipped_on) || compareText(a.feature, b.feature));
}

function shipped(
  feature: string,
  wishes: readonly WishRow[],
  listed: ReadonlyMap<string, ReleaseRow>,
  releases: readonly ReleaseRow[],
): ShippedFeature[] {
  const sorted = wishes.toSorted((a, b) => compareText(a.request, b.request) || compareText(a.account ?? "", b.account ?? ""));
  const [first] = sorted;
  if (first === undefined) return [];
  const by = inOrder(sorted.flatMap(({ request }) => listed.get(request) ?? []))[0];
  const own = sorted.flatMap(({ shipped_on: on }) => on ?? []).sort(compareText)[0];
  const base = { feature, title: first.title, wishes: sorted };
  if (own !== undefined) return [{ ...base, shipped_on: own, release: by === undefined ? null : nameOf(by), by: "request" }];
  if (by !== undefined) return [{ ...base, shipped_on: by.released_on, release: nameOf(by), by: "release" }];
  const words = featureWords(first.title);
  const named = inOrder(releases).find(
    ({ name, description, released_on: on }) =>
      sorted.every(({ asked_on: asked }) => asked === null || asked <= on) &&
      [name ?? "", ...description.split(/\n|[.;•]\s/)].some((line) => words.stems.size > 1 && asksFor(words, line, false) === 1),
  );
  return named === undefined ? [] : [{ ...base, shipped_on: named.released_on, release: nameOf(named), by: "named" }];
}

function inOrder(releases: readonly ReleaseRow[]): ReleaseRow[] {
  return releases.toSorted((a, b) => compareText(a.released_on, b.released_on) || compareText(a.release, b.release));
}

function nameOf({ name, number, release }: ReleaseRow): string {
  return [name, number].filter((part) => part !== null && part !== "").join(" ") || release;
}
