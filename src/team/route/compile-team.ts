import type { Agent } from "../agent.ts";
import type { Lane } from "../charter.ts";
import type { Team } from "../team.ts";
import { inverseFrequency } from "./inverse-frequency.ts";
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
  /** Packed table: by term the places of the texts that have it, the first as it is, then how far the next is from it, to base 36. */
  readonly terms: string;
  /** Of every text the length of the vector of its terms. */
  readonly lengths: readonly number[];
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
    // A saying is never shown: that its terms are known is enough.
    texts: texts.map((each) => (each.kind === "saying" ? { ...each, text: "" } : each)),
    terms: packTable(
      [...placesOf(terms)].map(
        ([term, places]) =>
          [
            term,
            distances(places)
              .map((far) => far.toString(36))
              .join(),
          ] as const,
      ),
    ),
    lengths: lengthsOf(terms),
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

/** By term the places of the texts that have it, ascending. */
function placesOf(texts: readonly (readonly string[])[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, terms] of texts.entries()) for (const term of terms) places.set(term, [...(places.get(term) ?? []), place]);
  return places;
}

function distances(places: readonly number[]): number[] {
  return places.map((place, at) => place - (places[at - 1] ?? 0));
}

function lengthsOf(texts: readonly (readonly string[])[]): number[] {
  const places = placesOf(texts);
  return texts.map((terms) => {
    const length = Math.hypot(...terms.map((term) => inverseFrequency(places.get(term)?.length ?? 0, texts.length)));
    return Math.round((length || 1) * 1e4) / 1e4;
  });
}
