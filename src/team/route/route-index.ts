import type { Team } from "../team.ts";
import { type CompiledTeam, compileTeam, type SampleText, type Trigger } from "./compile-team.ts";
import { inverseFrequency, thousandths } from "./inverse-frequency.ts";
import { openPhrases } from "./packed-phrases.ts";
import { type PhraseTable, tableOf } from "./phrases.ts";
import type { RouterModel } from "./router-model.ts";
import { openTable } from "./text-table.ts";

/** A compiled team, opened for looking things up. */
export interface RouteIndex extends Pick<CompiledTeam, "agents" | "lanes" | "accountState"> {
  readonly texts: readonly SampleText[];
  /** What a term tells, and in which texts it stands; undefined for one in none. */
  readonly term: (term: string) => IndexedTerm | undefined;
  readonly synonyms: PhraseTable<string>;
  readonly triggers: PhraseTable<Trigger>;
  readonly business: PhraseTable<string>;
  readonly themes: PhraseTable<string>;
  readonly outside: PhraseTable<string>;
  readonly model: RouterModel | undefined;
}

/** How much a term tells, and by turns the place of a text and the term's weight there. */
export interface IndexedTerm {
  readonly idf: number;
  readonly postings: readonly number[];
}

const indexes = new WeakMap<Team, RouteIndex>();

/** The index of a team, built at its first request and kept as long as the team is. */
export function routeIndex(team: Team): RouteIndex {
  const known = indexes.get(team);
  if (known !== undefined) return known;
  const index = openIndex(compileTeam(team), team.routerModel);
  indexes.set(team, index);
  return index;
}

/** Lets a team's requests be answered from an index of that same team which was compiled before. */
export function keepIndex(team: Team, index: RouteIndex): void {
  indexes.set(team, index);
}

/** The index of a team that was compiled before. */
export function openIndex(compiled: CompiledTeam, model: RouterModel | undefined): RouteIndex {
  return {
    agents: compiled.agents,
    lanes: compiled.lanes,
    accountState: compiled.accountState,
    texts: compiled.texts,
    synonyms: openPhrases(compiled.synonyms),
    triggers: tableOf(compiled.triggers),
    business: openPhrases(compiled.business),
    themes: openPhrases(compiled.themes),
    outside: openPhrases(compiled.outside),
    term: openTable(compiled.terms, (places) => indexedTerm(places, compiled.lengths)),
    model,
  };
}

function indexedTerm(distances: string, lengths: readonly number[]): IndexedTerm {
  const far = distances.split(",");
  const idf = inverseFrequency(far.length, lengths.length);
  const postings: number[] = [];
  let place = 0;
  for (const each of far) {
    place += Number.parseInt(each, 36);
    postings.push(place, thousandths(idf / (lengths[place] ?? 1)));
  }
  return { idf, postings };
}
