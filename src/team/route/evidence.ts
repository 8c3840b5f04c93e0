import type { Agent } from "../agent.ts";
import { matchesGlob } from "./glob.ts";
import { type PhraseMatch, phraseMatches } from "./phrases.ts";
import type { RequestWords } from "./request-words.ts";
import { type RouteIndex, type SampleText, type Trigger, unitVector } from "./route-index.ts";

export interface FeatureValues {
  /** Trigger words and sayings that stand in the request, longer ones counting more. */
  readonly phrases: number;
  /** How much more likely the request's words are from this agent than from the team at large; 0 on average. */
  readonly words: number;
  /** Likeness to the most similar text of the agent's, 0 to 1. */
  readonly likeness: number;
  /** Files of the request that match the agent's patterns. */
  readonly files: number;
}

/** What speaks for one agent, and how a person would say so. */
export interface Evidence {
  readonly agent: Agent;
  readonly features: FeatureValues;
  readonly matches: readonly PhraseMatch<Trigger>[];
  readonly nearest: { readonly sample: SampleText; readonly likeness: number } | undefined;
  readonly filePattern: { readonly file: string; readonly pattern: string } | undefined;
}

/** The evidence for every agent of the index, in its order. */
export function evidenceOf(
  request: RequestWords,
  files: readonly string[],
  extraFiles: Readonly<Record<string, readonly string[]>>,
  index: RouteIndex,
): Evidence[] {
  const matches = phraseMatches(request.words, index.triggers);
  const words = wordEvidence([...request.stems, ...request.pairs], index);
  const vector = unitVector([...request.stems, ...request.pairs], index.idf, BALLAST);
  return index.agents.map((agent, position) => {
    const own = matches.filter(({ phrase }) => phrase.means.agent === agent.name);
    const nearest = nearestText(
      vector,
      index.texts.filter((sample) => sample.agent === agent.name),
    );
    const patterns = agent.triggers.files;
    const hit = fileHit(files, patterns) ?? fileHit(files, extraFiles[agent.name] ?? []);
    const fileWeight = hit === undefined ? 0 : patterns.includes(hit.pattern) ? 1 : 0.6;
    const features = {
      phrases: phraseScore(own, matches, index),
      words: words[position] ?? 0,
      likeness: nearest?.likeness ?? 0,
      files: fileWeight,
    };
    return { agent, features, matches: own, nearest, filePattern: hit };
  });
}

/** Longer phrases tell more; a word inside a longer match of anybody's tells little; a phrase of several agents is shared among them. */
function phraseScore(own: readonly PhraseMatch<Trigger>[], all: readonly PhraseMatch<Trigger>[], index: RouteIndex): number {
  const strengths = own.map((match) => {
    const longer = all.some((other) => other.at.length > match.at.length && match.at.every((at) => other.at.includes(at)));
    const sharing = new Set(
      all.filter((other) => other.phrase.stems.join(" ") === match.phrase.stems.join(" ")).map((other) => other.phrase.means.agent),
    ).size;
    const length = match.phrase.stems.length;
    const telling = length === 1 ? Math.min(1, (index.idf.get(match.phrase.stems[0] ?? "") ?? 4) / 4) : 1;
    const base = match.phrase.means.kind === "keyword" ? 1 : 1.1;
    return (base * telling * (1 + 0.4 * Math.min(3, length - 1)) * (longer ? 0.25 : 1)) / sharing;
  });
  const sorted = strengths.sort((a, b) => b - a);
  return sorted.reduce((sum, strength, position) => sum + strength * 0.7 ** position, 0);
}

function wordEvidence(terms: readonly string[], index: RouteIndex): number[] {
  const size = index.counts.size;
  const all = index.totals.reduce((sum, total) => sum + total, 0);
  const sums = index.agents.map(() => 0);
  for (const term of terms) {
    const counts = index.counts.get(term);
    if (counts === undefined) continue;
    const overall = (counts.reduce((sum, count) => sum + count, 0) + 1) / (all + size);
    for (const [position, total] of index.totals.entries()) {
      const own = ((counts[position] ?? 0) + SMOOTHING * overall * 12) / (total + SMOOTHING * 12);
      sums[position] = (sums[position] ?? 0) + Math.log(own / overall) * (term.includes(" ") ? 0.5 : 1);
    }
  }
  return sums;
}

/** About the weight of one rare word. */
const BALLAST = 5;

/** How many sightings everywhere outweigh one at an agent's. */
const SMOOTHING = 20;

function nearestText(
  vector: ReadonlyMap<string, number>,
  samples: readonly SampleText[],
): { sample: SampleText; likeness: number } | undefined {
  let best: { sample: SampleText; likeness: number } | undefined;
  for (const sample of samples) {
    let likeness = 0;
    for (const [term, weight] of vector) likeness += weight * (sample.vector.get(term) ?? 0);
    if (sample.kind === "saying") likeness *= 0.5;
    if (likeness > (best?.likeness ?? 0)) best = { sample, likeness };
  }
  return best;
}

function fileHit(files: readonly string[], patterns: readonly string[]): { file: string; pattern: string } | undefined {
  for (const file of files) {
    const pattern = patterns.find((glob) => matchesGlob(file, glob));
    if (pattern !== undefined) return { file, pattern };
  }
  return undefined;
}
