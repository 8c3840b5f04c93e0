import type { RoutedAgent, SampleText, Trigger } from "./compile-team.ts";
import type { FeatureValues } from "./feature-values.ts";
import { matchesGlob } from "./glob.ts";
import { type PhraseMatch, phraseMatches } from "./phrases.ts";
import type { RequestWords } from "./request-words.ts";
import type { RouteIndex } from "./route-index.ts";
import { knowsWord } from "./router-model.ts";

/** What speaks for one agent, and how a person would say so. */
export interface Evidence {
  readonly agent: RoutedAgent;
  readonly features: FeatureValues;
  readonly matches: readonly PhraseMatch<Trigger>[];
  readonly nearest: { readonly sample: SampleText; readonly likeness: number } | undefined;
  readonly filePattern: { readonly file: string; readonly pattern: string } | undefined;
}

/** A pattern of routing.yaml says less than one of the agent's own; a file that the text only mentions, less than one that is given. */
const FILE_POINTS = { given: { own: 1, more: 0.6 }, mentioned: { own: 0.5, more: 0.15 } };

/** The files of a request: those given with it, and those its text names. */
export interface RequestFiles {
  readonly given: readonly string[];
  readonly mentioned: readonly string[];
}

/** The evidence for every agent of the index, in its order. `learned` holds what the learned weights say of each. */
export function evidenceOf(request: RequestWords, files: RequestFiles, learned: readonly number[], index: RouteIndex): Evidence[] {
  const matches = phraseMatches(request.words, index.triggers);
  const strengths = phraseStrengths(matches, index);
  const { model } = index;
  const isNews = ({ at }: PhraseMatch<Trigger>): boolean =>
    model !== undefined && at.some((position) => !knowsWord(model, request.words[position]?.plain ?? ""));
  const nearest = nearestTexts(request, index);
  return index.agents.map((agent, position) => {
    const given = fileHit(files.given, agent.files) ?? fileHit(files.given, agent.moreFiles);
    const hit = given ?? fileHit(files.mentioned, agent.files) ?? fileHit(files.mentioned, agent.moreFiles);
    const near = nearest.get(agent.name);
    const own = matches
      .map((match, place) => ({ match, strength: strengths[place] ?? 0 }))
      .filter(({ match }) => match.phrase.means.agent === agent.name);
    const features = {
      learned: learned[position] ?? 0,
      phrases: phraseScore(own.map(({ strength }) => strength)),
      news: phraseScore(own.filter(({ match }) => isNews(match)).map(({ strength }) => strength)),
      likeness: near?.likeness ?? 0,
      files:
        hit === undefined
          ? 0
          : FILE_POINTS[given === undefined ? "mentioned" : "given"][agent.files.includes(hit.pattern) ? "own" : "more"],
    };
    return { agent, features, matches: own.map(({ match }) => match), nearest: near, filePattern: hit };
  });
}

/** Longer phrases tell more; a word inside a longer match of anybody's tells little; a phrase of several agents is shared among them. */
function phraseStrengths(matches: readonly PhraseMatch<Trigger>[], index: RouteIndex): number[] {
  return matches.map((match) => {
    const { stems, means } = match.phrase;
    const longer = matches.some((other) => other.at.length > match.at.length && match.at.every((at) => other.at.includes(at)));
    const key = stems.join(" ");
    const sharing = new Set(matches.filter((other) => other.phrase.stems.join(" ") === key).map((other) => other.phrase.means.agent)).size;
    const telling = stems.length === 1 ? Math.min(1, (index.term(stems[0] ?? "")?.idf ?? 4) / 4) : 1;
    const base = means.kind === "keyword" ? 1 : 1.1;
    return (base * telling * (1 + 0.4 * Math.min(3, stems.length - 1)) * (longer ? 0.25 : 1)) / sharing;
  });
}

/** The strongest counts in full, each further one less. */
function phraseScore(strengths: readonly number[]): number {
  return [...strengths].sort((a, b) => b - a).reduce((sum, strength, position) => sum + strength * 0.7 ** position, 0);
}

/** About the weight of one rare word: a text that shares a single word is no great likeness. */
const BALLAST = 5;

/** The most similar text of each agent; sayings, being short, count half. */
function nearestTexts(request: RequestWords, index: RouteIndex): Map<string, { sample: SampleText; likeness: number }> {
  const terms = request.stems.flatMap((term) => {
    const known = index.term(term);
    return known === undefined ? [] : [{ weight: known.idf, postings: known.postings }];
  });
  const length = Math.hypot(BALLAST, ...terms.map(({ weight }) => weight));
  const likeness = new Map<number, number>();
  for (const { weight, postings } of terms) {
    for (let at = 0; at < postings.length; at += 2) {
      const place = postings[at] ?? 0;
      likeness.set(place, (likeness.get(place) ?? 0) + ((postings[at + 1] ?? 0) * weight) / length);
    }
  }
  const best = new Map<string, { sample: SampleText; likeness: number; place: number }>();
  for (const [place, full] of likeness) {
    const sample = index.texts[place];
    if (sample === undefined) continue;
    const own = sample.kind === "saying" ? full / 2 : full;
    const known = best.get(sample.agent);
    if (known === undefined || own > known.likeness || (own === known.likeness && place < known.place))
      best.set(sample.agent, { sample, likeness: own, place });
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
