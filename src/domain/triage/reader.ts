import { FEELINGS, feelingBuffers, feelings } from "../sentiment/feelings.ts";
import type { Day } from "../../core/days.ts";
import { type Deadline, deadlines, NO_DEADLINES } from "./deadlines.ts";
import { GROUP } from "./groups.ts";
import { GAPS_EACH, knowledgePhrases } from "./knowledge-phrases.ts";
import { LANGUAGES, languageBits } from "./languages.ts";
import type { LinearModel } from "./linear-model.ts";
import { type Matches, newMatches, type PhraseIndex, phraseIndex } from "./phrase-index.ts";
import { type MentionedNumbers, NO_NUMBERS } from "./mentioned-numbers.ts";
import { type SeatsAsked, seatsAsked } from "./seats-asked.ts";
import type { TriageKnowledge } from "./taxonomy.ts";
import { toldCues } from "./told-cues.ts";
import { clearTokens, newTokens, type Tokens, tokenise } from "./tokenise.ts";
import { WAYS, waysOfWriting } from "./ways-of-writing.ts";
import { type WordTable, wordTable } from "./word-table.ts";

/** What was read in a ticket. Its arrays are reused: the next ticket overwrites them. */
export interface Reading {
  readonly tokens: Tokens;
  readonly matches: Matches;
  /** Weight of the phrases found, a capability each. */
  readonly capabilities: Float32Array;
  /** 1 for each capability that a phrase names outright. */
  readonly sure: Uint8Array;
  /** Weight of the phrases found of narrow gaps: capability × GAPS_EACH + place. */
  readonly gaps: ReadonlyMap<number, number>;
  /** How many phrases of each cue list were found. */
  readonly cues: Float32Array;
  /** The same without those that a list `not_…` takes away. */
  readonly told: Float32Array;
  readonly feelings: Float32Array;
  /** In the order of WAYS. */
  readonly ways: Float32Array;
  numbers: MentionedNumbers & SeatsAsked;
  deadlines: readonly Deadline[];
  /** Small words of each of LANGUAGES, and of languages that triage does not read. */
  readonly languages: Float32Array;
}

export interface TicketReader {
  readonly knowledge: TriageKnowledge;
  readonly cueNames: readonly string[];
  readonly words: WordTable;
  readonly index: PhraseIndex;
  /** `written` is the day of the ticket, from which "Friday" counts. */
  read(subject: string, body: string, written?: Day): Reading;
}

/** What stands in the subject counts so much more. */
export const SUBJECT_FACTOR = 1.5;

/** A reader of tickets: words, phrases and feelings of a text in one pass. */
export function ticketReader(knowledge: TriageKnowledge, model: LinearModel | undefined): TicketReader {
  const index = phraseIndex(knowledgePhrases(knowledge));
  const words = wordTable({ wordOf: index.wordOf, languagesOf: languageBits(), model });
  const buffers = feelingBuffers();
  const gaps = new Map<number, number>();
  const cueNames = [...knowledge.cues.keys()];
  const countTold = toldCues(cueNames);
  const reading: Reading = {
    tokens: newTokens(),
    matches: newMatches(),
    capabilities: new Float32Array(knowledge.capabilities.length),
    sure: new Uint8Array(knowledge.capabilities.length),
    gaps,
    cues: new Float32Array(knowledge.cues.size),
    told: new Float32Array(knowledge.cues.size),
    feelings: new Float32Array(FEELINGS.length),
    ways: new Float32Array(WAYS.length),
    numbers: NO_NUMBERS,
    deadlines: NO_DEADLINES,
    languages: new Float32Array(LANGUAGES.length + 1),
  };

  return {
    knowledge,
    cueNames,
    words,
    index,
    read: (subject, body, written) => {
      const { tokens, matches, capabilities, sure, cues, languages } = reading;
      words.refresh();
      clearTokens(tokens);
      tokenise(subject, words.number, tokens);
      tokens.bodyStart = tokens.count;
      tokenise(body, words.number, tokens);
      index.scan(tokens, words.phraseWord, matches);
      capabilities.fill(0);
      sure.fill(0);
      cues.fill(0);
      gaps.clear();
      let hasDateWord = false;
      for (let match = 0; match < matches.count; match += 1) {
        const phrase = index.phrases[matches.phrase[match] ?? 0];
        if (phrase === undefined) continue;
        const { group, target, weight } = phrase;
        const value = (matches.start[match] ?? 0) < tokens.bodyStart ? weight * SUBJECT_FACTOR : weight;
        if (group === GROUP.capability) capabilities[target] = (capabilities[target] ?? 0) + value;
        else if (group === GROUP.gap) gaps.set(target, (gaps.get(target) ?? 0) + value);
        else if (group === GROUP.sure) sure[target] = 1;
        else if (group === GROUP.not) capabilities[target] = (capabilities[target] ?? 0) - value;
        else if (group === GROUP.dateWord) hasDateWord = true;
        else if (group === GROUP.cue) cues[target] = (cues[target] ?? 0) + 1;
      }
      countTold(matches, index.phrases, reading.told);
      feelings(tokens, matches, index.phrases, buffers, reading.feelings);
      reading.deadlines = deadlines(`${subject}\n${body}`, written, hasDateWord);
      reading.numbers = {
        ...waysOfWriting(subject, body, reading.deadlines.length > 0, reading.ways),
        ...seatsAsked(`${subject}\n${body}`),
      };
      countLanguages(tokens, words.languages, languages);
      return reading;
    },
  };
}

/** The place of a narrow gap in Reading.gaps. */
export function gapKey(capability: number, place: number): number {
  return capability * GAPS_EACH + place;
}

function countLanguages({ count, words }: Tokens, bits: Uint8Array, into: Float32Array): void {
  into.fill(0);
  for (let at = 0; at < count; at += 1) {
    const own = bits[words[at] ?? 0] ?? 0;
    for (let place = 0; place < into.length; place += 1) if ((own & (1 << place)) !== 0) into[place] = (into[place] ?? 0) + 1;
  }
}
