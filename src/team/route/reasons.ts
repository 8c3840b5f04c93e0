import { clean } from "../../core/text.ts";
import type { Evidence } from "./evidence.ts";
import type { PhraseMatch } from "./phrases.ts";
import type { RequestWords } from "./request-words.ts";
import type { SampleText, Trigger } from "./compile-team.ts";
import { type RouterModel, wordShares } from "./router-model.ts";
import type { TextFeatures } from "./text-features.ts";
import { isStopWord, wordsOf } from "./words.ts";

const MAX_PHRASES = 3;
const LIKE_ENOUGH = 0.3;

/** What the account alone says about who should have a request. */
export interface AccountSays {
  readonly tier: string | null;
  /** The agent that the tier pulls in. */
  readonly pulledIn: string | undefined;
  /** The agent that looks after any account, where the request names one. */
  readonly keeper: string | undefined;
}

/** What the learned weights knew of a request. */
export interface Learned {
  readonly model: RouterModel | undefined;
  readonly features: TextFeatures;
}

/** Why an agent was chosen, in sentences that a person would say; never empty. */
export function agentReasons(
  evidence: Evidence | undefined,
  request: RequestWords,
  { tier, pulledIn, keeper }: AccountSays,
  learned: Learned,
): string[] {
  if (evidence === undefined) return [];
  const { matches, nearest, filePattern } = evidence;
  const agent = evidence.agent.name;
  const reasons: string[] = [];
  if (filePattern !== undefined) reasons.push(`The file “${clean(filePattern.file)}” matches ${agent}'s pattern ${filePattern.pattern}.`);
  const longest = [...matches].sort((a, b) => b.at.length - a.at.length);
  const shown = longest.filter((match, place) => !longest.slice(0, place).some((other) => match.at.every((at) => other.at.includes(at))));
  reasons.push(...shown.slice(0, MAX_PHRASES).map((match) => phraseReason(match, agent, request)));
  if (nearest !== undefined && nearest.likeness >= LIKE_ENOUGH) reasons.push(...nearestReason(nearest.sample));
  if (agent === pulledIn) reasons.push(`The account is ${tier ?? "known"}, which pulls in ${agent}.`);
  const telling = reasons.length < MAX_PHRASES ? tellingWords(agent, request, learned) : [];
  if (telling.length > 0) reasons.push(`Requests that speak of ${quoted(telling)} mostly go to ${agent}.`);
  if (reasons.length === 0 && agent === keeper)
    reasons.push(`It says little more than an account's name, and ${agent} looks after any account.`);
  return reasons.length > 0 ? reasons : [`Its words are closest to what ${agent}'s file describes.`];
}

/** Why a request was refused. */
export function scopeReasons(subjects: readonly string[], request: RequestWords): string[] {
  if (request.stems.length === 0) return ["The request says nothing that the team could act on."];
  if (subjects.length > 0) return [`It is about “${subjects.slice(0, MAX_PHRASES).join("”, “")}”, which is none of the team's business.`];
  return ["Nothing in it sounds like the team's work: no trigger word, no similar example."];
}

/** Share of the strongest word that a word must reach to be worth telling. */
const WORTH_TELLING = 0.4;

/** The words that moved the learned weights towards the agent, in the order of the request. */
function tellingWords(agent: string, { own }: RequestWords, { model, features }: Learned): string[] {
  if (model === undefined) return [];
  const shares = wordShares(model, features, agent);
  const words = own
    .map((word, position) => ({ word, position, share: shares.get(position) ?? 0 }))
    .filter(({ word, share }) => share > 0 && !isStopWord(word) && word.plain.length > 2);
  const most = words.reduce((top, { share }) => Math.max(top, share), 0);
  const strongest = words.filter(({ share }) => share >= most * WORTH_TELLING).sort((a, b) => b.share - a.share || a.position - b.position);
  return [
    ...new Set(
      strongest
        .slice(0, MAX_PHRASES)
        .sort((a, b) => a.position - b.position)
        .map(({ word }) => clean(word.written)),
    ),
  ];
}

function quoted(words: readonly string[]): string {
  const marked = words.map((word) => `“${word}”`);
  return marked.length < 2 ? marked.join("") : `${marked.slice(0, -1).join(", ")} and ${marked.at(-1) ?? ""}`;
}

function phraseReason({ phrase, at }: PhraseMatch<Trigger>, agent: string, request: RequestWords): string {
  const said = [...new Set(at.map((index) => request.words[index]?.written ?? ""))].join(" ");
  const stems = wordsOf(said).map((word) => word.stem);
  const translated = !phrase.stems.every((stem) => stems.includes(stem));
  const subject = translated ? `“${said}” means ${phrase.written}, which` : `“${said}”`;
  return phrase.means.kind === "keyword"
    ? `${subject} is one of ${agent}'s trigger words.`
    : `${subject} is how people ask for ${agent}'s work.`;
}

function nearestReason({ agent, kind, text }: SampleText): string[] {
  switch (kind) {
    case "example":
      return [`It sounds like “${text}”, an example of ${agent}'s.`];
    case "context":
      return [`It fits a case of ${agent}'s: ${text}.`];
    case "takes":
      return [`The charter gives ${agent} ${text}.`];
    case "handoff":
      return [`Others hand to ${agent} when ${text}.`];
    case "summary":
    case "saying":
      return [];
  }
}
