import type { Check } from "../run/model/step.ts";
import { type PolishContext, rewordingProblems } from "./qbr-polish-check.ts";
import { polishRepair, type PolishSentence, wordingsIn } from "./qbr-polish-request.ts";

/** Why a sentence keeps our wording. */
export interface WordingReason {
  /** "headline", "narrative-1", … */
  readonly where: string;
  readonly claim: string;
  readonly reason: string;
}

/** What came back for the sentences of one deck. */
export interface Wordings {
  /** Takes a reply; asks for one repair, and is content with what passed after it. */
  readonly check: (text: string) => Check<null>;
  /** Wordings that passed and are not our own, by the ids of the sentences; it grows with each reply and outlives a call that fails later. */
  readonly taken: ReadonlyMap<string, string>;
  /** What was wrong with the last wording of each sentence that was refused; empty before the first reply. */
  readonly reasons: () => readonly WordingReason[];
}

/** Nothing came back yet. */
export function openWordings(sentences: readonly PolishSentence[], context: PolishContext): Wordings {
  const taken = new Map<string, string>();
  let open = sentences.map((sentence) => ({ sentence, problems: [{ claim: "", reason: "no wording came back for it" }] }));
  let replies = 0;
  return {
    taken,
    check: (text) => {
      replies += 1;
      const wordings = wordingsIn(text);
      if (wordings === undefined && replies === 1) return { kind: "unreadable", message: UNREADABLE };
      open = open.flatMap(({ sentence, problems }) => {
        const wording = wordings?.get(sentence.id);
        if (wording === undefined) return [{ sentence, problems }];
        // Our own words need no check: they stand there anyway.
        const found = wording === sentence.template ? [] : rewordingProblems(sentence.template, wording, context);
        if (found.length === 0 && wording !== sentence.template) taken.set(sentence.id, wording);
        return found.length === 0 ? [] : [{ sentence, problems: found }];
      });
      if (open.length === 0 || replies > 1) return { kind: "clean", draft: null };
      return { kind: "flawed", draft: null, flaws: open.length, message: polishRepair(open) };
    },
    reasons: () =>
      replies === 0
        ? []
        : open.flatMap(({ sentence, problems }) => problems.map(({ claim, reason }) => ({ where: sentence.id, claim, reason }))),
  };
}

const UNREADABLE = "Your reply could not be read. Reply with the JSON object only, in the form that was given.";
