import type { Agent } from "../agent.ts";
import type { Team } from "../team.ts";
import { phraseTable, type PhraseTable } from "./phrases.ts";
import { requestWords } from "./request-words.ts";
import { wordsOf } from "./words.ts";

/** Where a phrase that speaks for an agent comes from. */
export type TriggerKind = "keyword" | "saying";

export interface Trigger {
  readonly agent: string;
  readonly kind: TriggerKind;
}

/** A text of the team's files that shows what an agent's work sounds like. */
export interface SampleText {
  readonly agent: string;
  readonly kind: "example" | "context" | "takes" | "handoff" | "summary" | "saying";
  readonly text: string;
  /** Term weights, of length 1. */
  readonly vector: ReadonlyMap<string, number>;
}

/** All that routing looks up, computed once a team from its Markdown. */
export interface RouteIndex {
  readonly agents: readonly Agent[];
  readonly synonyms: PhraseTable<string>;
  readonly triggers: PhraseTable<Trigger>;
  readonly business: PhraseTable<true>;
  readonly outside: PhraseTable<true>;
  readonly texts: readonly SampleText[];
  /** How much a term tells: 0 for one that every text has. */
  readonly idf: ReadonlyMap<string, number>;
  /** Weighted counts of a term by agent, in the order of `agents`. */
  readonly counts: ReadonlyMap<string, readonly number[]>;
  readonly totals: readonly number[];
}

/** How much a sort of text counts when the words of an agent are learned. */
const TEXT_WEIGHT: Readonly<Record<SampleText["kind"], number>> = {
  example: 1,
  context: 1.5,
  takes: 2,
  handoff: 0.7,
  summary: 0.7,
  saying: 0.6,
};

const indexes = new WeakMap<Team, RouteIndex>();

/** The index of a team, built at its first request and kept as long as the team is. */
export function routeIndex(team: Team): RouteIndex {
  const known = indexes.get(team);
  if (known !== undefined) return known;
  const index = buildIndex(team);
  indexes.set(team, index);
  return index;
}

function buildIndex(team: Team): RouteIndex {
  const { agents, vocabulary } = team;
  const synonyms = phraseTable(Object.entries(vocabulary.synonyms).flatMap(([means, others]) => others.map((text) => ({ text, means }))));
  const triggers = phraseTable(agents.flatMap((agent) => triggersOf(agent, vocabulary.sayings[agent.name] ?? [])));
  const raw = agents.flatMap((agent) => textsAbout(agent, team));
  const names = standInNames(agents.flatMap((agent) => agent.examples));
  const terms = raw.map(({ text }) => termsOf(text, synonyms, names));
  const idf = inverseFrequencies(terms);
  const texts = raw.map((sample, position) => ({ ...sample, vector: unitVector(terms[position] ?? [], idf) }));
  return {
    agents,
    synonyms,
    triggers,
    business: phraseTable(vocabulary.business.map((text) => ({ text, means: true as const }))),
    outside: phraseTable(vocabulary.outside.map((text) => ({ text, means: true as const }))),
    texts,
    idf,
    ...countTerms(raw, terms, agents),
  };
}

function triggersOf(agent: Agent, sayings: readonly string[]): { text: string; means: Trigger }[] {
  const names = [agent.name, ...agent.aliases].map((name) => name.replaceAll("-", " "));
  return [
    ...[...agent.triggers.keywords, ...names].map((text) => ({ text, means: { agent: agent.name, kind: "keyword" as const } })),
    ...sayings.map((text) => ({ text, means: { agent: agent.name, kind: "saying" as const } })),
  ];
}

/** Everything the team's files say about when an agent is meant: its own words, the charter's, and those of the agents that hand to it. */
function textsAbout(agent: Agent, team: Team): { agent: string; kind: SampleText["kind"]; text: string }[] {
  const names = new Set([agent.name, ...agent.aliases]);
  const handedOver = team.agents.flatMap((other) => other.handoffs.filter(({ to }) => names.has(to)).map(({ when }) => when));
  const takes = team.charter?.takes.filter((row) => names.has(row.agent)).map(({ request }) => request) ?? [];
  const of = (kind: SampleText["kind"], texts: readonly string[]) =>
    texts.filter((text) => text !== "").map((text) => ({ agent: agent.name, kind, text }));
  return [
    ...of("example", agent.examples),
    ...of("context", agent.triggers.contexts),
    ...of("takes", takes),
    ...of("handoff", handedOver),
    ...of("summary", [agent.summary, agent.triggers.keywords.join(", ")]),
    ...of("saying", team.vocabulary.sayings[agent.name] ?? []),
  ];
}

/** Acme, Globex: words that the examples only ever write with a capital, also inside a sentence. They tell nothing about who is meant. */
function standInNames(examples: readonly string[]): Set<string> {
  const words = examples.flatMap((text) => wordsOf(text).map((word, place) => ({ ...word, inside: place > 0 })));
  const small = new Set(words.filter(({ written }) => !/^\p{Lu}\p{Ll}/u.test(written)).map((word) => word.stem));
  return new Set(words.filter((word) => word.inside && !small.has(word.stem)).map((word) => word.stem));
}

/** Stems and neighbouring pairs of a text, each once. */
function termsOf(text: string, synonyms: PhraseTable<string>, names: ReadonlySet<string>): string[] {
  const { stems, pairs } = requestWords(text, synonyms, names);
  return [...stems, ...pairs];
}

function inverseFrequencies(texts: readonly (readonly string[])[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const terms of texts) for (const term of terms) seen.set(term, (seen.get(term) ?? 0) + 1);
  return new Map([...seen].map(([term, times]) => [term, Math.log((texts.length + 1) / (times + 0.5))]));
}

/**
 * The terms weighted by what they tell, scaled to length 1; terms never seen are left out. `ballast` makes a text of few known terms shorter
 * than that, so that a single shared word is no great likeness.
 */
export function unitVector(terms: readonly string[], idf: ReadonlyMap<string, number>, ballast = 0): Map<string, number> {
  const weights = terms.flatMap((term) => {
    const weight = idf.get(term);
    return weight === undefined ? [] : [[term, weight] as const];
  });
  const length = Math.hypot(ballast, ...weights.map(([, weight]) => weight)) || 1;
  return new Map(weights.map(([term, weight]) => [term, weight / length]));
}

function countTerms(
  samples: readonly { agent: string; kind: SampleText["kind"] }[],
  terms: readonly (readonly string[])[],
  agents: readonly Agent[],
): { counts: Map<string, number[]>; totals: number[] } {
  const position = new Map(agents.map((agent, index) => [agent.name, index]));
  const counts = new Map<string, number[]>();
  const totals = agents.map(() => 0);
  for (const [row, { agent, kind }] of samples.entries()) {
    const column = position.get(agent) ?? 0;
    for (const term of terms[row] ?? []) {
      const weight = TEXT_WEIGHT[kind] * (term.includes(" ") ? 0.5 : 1);
      const perAgent = counts.get(term) ?? agents.map(() => 0);
      perAgent[column] = (perAgent[column] ?? 0) + weight;
      counts.set(term, perAgent);
      totals[column] = (totals[column] ?? 0) + weight;
    }
  }
  return { counts, totals };
}
