import { EchoError, Interrupted } from "../core/errors.ts";
import { EXIT, type ExitCode } from "../core/exit-codes.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import { modelForAgent } from "../llm/aliases.ts";
import { requirePrices } from "../llm/prices.ts";
import { BudgetMeter } from "../run/model/budget.ts";
import { stopText } from "../run/model/consult-team.ts";
import { runLoop } from "../run/model/loop.ts";
import { recallRun } from "../run/model/recall.ts";
import type { Stop } from "../run/model/step.ts";
import { limitsOf, pricesOf } from "./budget-settings.ts";
import { modelClient } from "./model-client.ts";
import type { ModelChoice } from "./model-choice.ts";
import type { Session } from "./open-session.ts";
import { peopleMasker } from "./people-masker.ts";
import { othersNamed } from "./qbr-others.ts";
import type { PolishContext } from "./qbr-polish-check.ts";
import { POLISH_SCHEMA, POLISH_SYSTEM, polishOpening } from "./qbr-polish-request.ts";
import { polishable, type Polishable } from "./qbr-polish-sentences.ts";
import { openWordings, type Wordings, type WordingReason } from "./qbr-polish-wordings.ts";
import type { Review } from "./qbr-review.ts";

/** What came of asking a language model for a better wording of one review. */
export interface Polish {
  /** Sentences asked about: `taken` + `kept`. */
  readonly asked: number;
  readonly taken: number;
  /** Sentences that keep our own wording. */
  readonly kept: number;
  /** Why a wording was refused. */
  readonly reasons: readonly WordingReason[];
  /** Why not all could be asked; null where all went well. */
  readonly failure: PolishFailure | null;
}

interface PolishFailure {
  readonly code: string;
  readonly message: string;
  /** The exit code it means. */
  readonly exit: ExitCode;
}

export interface Polisher {
  /** The review with the wordings that passed. Throws Interrupted; every other trouble is told in `polish.failure`. */
  polish(review: Review): Promise<{ readonly review: Review; readonly polish: Polish }>;
  /** To be called when all went well. Throws ModelError where a replay was not what was recorded. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** An answer is a dozen sentences; the rest is room to think. */
const MOST_TOKENS = 4000;

/**
 * Opens the way to a language model that words headline and narrative of reviews better, within the budget of echo.yaml. It gets sentences with
 * slots instead of values; what it returns is verified sentence by sentence, repaired once, and else left out. After a failure or at the end of
 * the budget nothing more is asked. Throws ModelError without a key, UserError for an unknown model or one without a price.
 */
export async function openPolisher(
  session: Session,
  accounts: readonly KnownAccount[],
  choice: ModelChoice,
  signal?: AbortSignal,
): Promise<Polisher> {
  const { workspace, clock } = session.deps;
  const { config } = workspace;
  const modelId = modelForAgent(choice.llm, undefined, config.models);
  const prices = pricesOf(config);
  const limits = limitsOf(config);
  if (limits.usd !== undefined) requirePrices([modelId], prices);
  const meter = new BudgetMeter(limits, clock, prices);
  const access = await modelClient(session, choice, await peopleMasker(session.book));
  const words = wordsOfNames(accounts);
  let broken: PolishFailure | undefined;

  /** Returns why not all was asked, if so. */
  const ask = async (deck: Polishable, check: Wordings["check"]): Promise<PolishFailure | null> => {
    if (broken !== undefined) return broken;
    try {
      const { stop } = await runLoop<null>({
        model: access.model,
        request: { model: modelId, system: POLISH_SYSTEM, tools: [], maxTokens: MOST_TOKENS, outputSchema: POLISH_SCHEMA },
        opening: polishOpening(deck.sentences, deck.facts),
        check,
        runTools: async () => [],
        meter,
        clock,
        record: async () => {},
        recall: recallRun([], "1"),
        prices,
        signal,
      });
      if (stop?.reason === "interrupted") throw interrupted();
      if (stop === null) return null;
      const failure = stopFailure(stop);
      // A deck that the model would not answer for says nothing of the next one.
      if (stop.limit !== undefined) broken = failure;
      return failure;
    } catch (error) {
      if (error instanceof Interrupted || signal?.aborted === true) throw error;
      broken = failureOf(error);
      return broken;
    }
  };

  return {
    polish: async (review) => {
      const deck = polishable(review);
      const { account, audience, company } = review;
      const others = accounts.flatMap(({ account: id, name }) => (id === account.account ? [] : [name]));
      const context: PolishContext = {
        audience,
        account,
        company,
        facts: deck.facts,
        namesOther: othersNamed(account.name, others),
        isOthersWord: (word) => words.has(word),
      };
      if (deck.sentences.length === 0) return { review, polish: { asked: 0, taken: 0, kept: 0, reasons: [], failure: null } };
      const wordings = openWordings(deck.sentences, context);
      const failure = await ask(deck, wordings.check);
      const [asked, taken] = [deck.sentences.length, wordings.taken.size];
      return {
        review: deck.worded(wordings.taken),
        polish: { asked, taken, kept: asked - taken, reasons: wordings.reasons(), failure },
      };
    },
    finish: () => access.finish(),
    close: () => access.close(),
  };
}

/** Every word of every account's name, lower case. */
function wordsOfNames(accounts: readonly KnownAccount[]): ReadonlySet<string> {
  return new Set(accounts.flatMap(({ name }) => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
}

function stopFailure(stop: Stop): PolishFailure {
  const isLimit = stop.limit !== undefined;
  return {
    code: isLimit ? "polish-budget" : "polish-unanswered",
    message: `The wording ${stopText(stop)}.`,
    exit: isLimit ? EXIT.budget : EXIT.model,
  };
}

function failureOf(error: unknown): PolishFailure {
  if (error instanceof EchoError) return { code: error.code, message: error.message, exit: error.exitCode };
  throw error;
}

function interrupted(): Interrupted {
  return new Interrupted({ code: "interrupted", message: "stopped. Decks that were written stay.", fix: "Run it again." });
}
