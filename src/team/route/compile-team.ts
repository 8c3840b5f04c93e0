import type { Agent } from "../agent.ts";
import type { Lane } from "../charter.ts";
import type { Team } from "../team.ts";
import { openPhrases, type PackedPhrases, packPhrases } from "./packed-phrases.ts";
import { type Phrase, phraseOf, type PhraseTable } from "./phrases.ts";
import { requestWords } from "./request-words.ts";
import { packTable } from "./text-table.ts";
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
}

/** What routing knows of an agent. */
export interface RoutedAgent {
  readonly name: string;
  readonly lane: string;
  readonly files: readonly string[];
  /** Patterns from routing.yaml, which count less. */
  readonly moreFiles: readonly string[];
}

/** All that routing looks up, computed once a team from its Markdown; JSON can hold it. */
export interface CompiledTeam {
  readonly agents: readonly RoutedAgent[];
  readonly lanes: readonly Lane[];
  readonly synonyms: PackedPhrases;
  readonly themes: PackedPhrases;
  readonly outside: PackedPhrases;
  readonly business: PackedPhrases;
  readonly triggers: readonly Phrase<Trigger>[];
  readonly texts: readonly SampleText[];
  /** Packed table: by term how much it tells (0 for one that every text has), then place of a text, its weight there, place of the next, … */
  readonly terms: string;
  readonly accountState: Readonly<Record<string, string>>;
}

/** The lane of an agent that neither its file nor the charter places. */
export const NO_LANE = "unassigned";

/** Takes a team's files apart for routing. The result depends on their content only. */
export function compileTeam(team: Team): CompiledTeam {
  const { agents, vocabulary } = team;
  // A word of the team's own stands for itself.
  const synonyms = packPhrases(Object.fromEntries(Object.entries(vocabulary.synonyms).map(([means, texts]) => [means, [means, ...texts]])));
  const table = openPhrases(synonyms);
  const texts = agents.flatMap((agent) => textsAbout(agent, team));
  const names = standInNames(agents.flatMap((agent) => agent.examples));
  const terms = texts.map(({ text }) => termsOf(text, table, names));
  const idf = inverseFrequencies(terms);
  return {
    agents: agents.map((agent) => ({
      name: agent.name,
      lane: agent.lane ?? NO_LANE,
      files: agent.triggers.files,
      moreFiles: vocabulary.files[agent.name] ?? [],
    })),
    lanes: team.charter?.lanes ?? [],
    synonyms,
    themes: packPhrases(vocabulary.themes),
    outside: packPhrases(vocabulary.outside),
    business: packPhrases({ business: vocabulary.business }),
    triggers: agents.flatMap((agent) => triggersOf(agent, vocabulary.sayings[agent.name] ?? [])),
    texts,
    terms: packTable([...postingsOf(terms, idf)].map(([term, postings]) => [term, [idf.get(term) ?? 0, ...postings].join()] as const)),
    accountState: Object.fromEntries(
      Object.entries(vocabulary.accountState).filter(([, name]) => agents.some((agent) => agent.name === name)),
    ),
  };
}

function triggersOf(agent: Agent, sayings: readonly string[]): Phrase<Trigger>[] {
  const names = [agent.name, ...agent.aliases].map((name) => name.replaceAll("-", " "));
  return [
    ...[...agent.triggers.keywords, ...names].flatMap((text) => phraseOf(text, { agent: agent.name, kind: "keyword" as const })),
    ...sayings.flatMap((text) => phraseOf(text, { agent: agent.name, kind: "saying" as const })),
  ];
}

/** Everything the team's files say about when an agent is meant: its own words, the charter's, and those of the agents that hand to it. */
function textsAbout(agent: Agent, team: Team): SampleText[] {
  const names = new Set([agent.name, ...agent.aliases]);
  const handedOver = team.agents.flatMap((other) => other.handoffs.filter(({ to }) => names.has(to)).map(({ when }) => when));
  const takes = team.charter?.takes.filter((row) => names.has(row.agent)).map(({ request }) => request) ?? [];
  const of = (kind: SampleText["kind"], texts: readonly string[]): SampleText[] =>
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

function termsOf(text: string, synonyms: PhraseTable<string>, names: ReadonlySet<string>): readonly string[] {
  return requestWords(text, synonyms, names).stems;
}

function inverseFrequencies(texts: readonly (readonly string[])[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const terms of texts) for (const term of terms) seen.set(term, (seen.get(term) ?? 0) + 1);
  return new Map([...seen].map(([term, times]) => [term, rounded(Math.log((texts.length + 1) / (times + 0.5)))]));
}

function postingsOf(texts: readonly (readonly string[])[], idf: ReadonlyMap<string, number>): Map<string, number[]> {
  const postings = new Map<string, number[]>();
  for (const [place, terms] of texts.entries()) {
    const length = Math.hypot(...terms.map((term) => idf.get(term) ?? 0)) || 1;
    for (const term of terms) {
      const known = postings.get(term) ?? [];
      known.push(place, rounded((idf.get(term) ?? 0) / length));
      postings.set(term, known);
    }
  }
  return postings;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
