import type { Clock } from "../../core/clock.ts";
import { estimateTokens } from "../../llm/estimate-tokens.ts";
import { addUsage, NO_USAGE, type ModelRequest, type TokenUsage } from "../../llm/model.ts";
import { costOf, type Prices } from "../../llm/prices.ts";

/** What a run may use up. Turns count for each agent, the rest for the run with everything it hands off. */
export interface BudgetLimits {
  readonly turns: number;
  /** Input (cached or not) and output together. */
  readonly tokens: number;
  readonly seconds: number;
  readonly usd?: number | undefined;
}

export const DEFAULT_LIMITS: BudgetLimits = { turns: 12, tokens: 600_000, seconds: 300 };

export interface BudgetStop {
  readonly reason: "turns" | "tokens" | "seconds" | "usd";
  readonly limit: number;
  readonly used: number;
}

/** Leave for one call: what it may write at most, and what is set aside for it until it is settled. */
export interface Allowance {
  readonly maxTokens: number;
  settle(usage: TokenUsage, usd: number | null): void;
  /** The call failed: nothing was used that we know of. */
  release(): void;
}

/** A Brief that is cut after fewer tokens than this is of no use: the call is not made. */
const LEAST_OUTPUT = 256;

/** Counts what a run and its handoffs have used. One meter is shared by all of them. */
export class BudgetMeter {
  readonly limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #started: number;
  readonly #prices: Prices;
  #usage: TokenUsage = NO_USAGE;
  #usd: number | null = 0;
  #held = { tokens: 0, usd: 0 };
  #closing: BudgetStop | undefined;

  constructor(limits: BudgetLimits, clock: Clock, prices: Prices = {}) {
    this.limits = limits;
    this.#clock = clock;
    this.#prices = prices;
    this.#started = clock.now().getTime();
  }

  get usage(): TokenUsage {
    return this.#usage;
  }

  /** Dollars so far; null as soon as one call's price was not known. */
  get usd(): number | null {
    return this.#usd;
  }

  /** The limit that an agent of the run ended at: the others then write up what they have. */
  get closing(): BudgetStop | undefined {
    return this.#closing;
  }

  close(stop: BudgetStop): void {
    this.#closing ??= stop;
  }

  spend(usage: TokenUsage, usd: number | null): void {
    this.#usage = addUsage(this.#usage, usage);
    this.#usd = this.#usd === null || usd === null ? null : this.#usd + usd;
  }

  secondsLeft(): number {
    return this.limits.seconds - (this.#clock.now().getTime() - this.#started) / 1000;
  }

  /**
   * Leave for another call of an agent that has made `turns` of them, or the limit that forbids it. The whole call counts before it is made:
   * its prompt by estimate, its answer by the most it may write, which is cut to what is left.
   */
  allow(turns: number, request: ModelRequest): Allowance | BudgetStop {
    const { limits } = this;
    const tokens = total(this.#usage);
    const usd = this.#usd ?? 0;
    if (turns >= limits.turns) return { reason: "turns", limit: limits.turns, used: turns };
    if (this.secondsLeft() <= 0) return { reason: "seconds", limit: limits.seconds, used: Math.round(limits.seconds - this.secondsLeft()) };
    const prompt = estimateTokens(request);
    const spare = limits.tokens - tokens - this.#held.tokens - prompt;
    if (spare < LEAST_OUTPUT) return { reason: "tokens", limit: limits.tokens, used: tokens };
    const affordable = this.#affordable(request.model, prompt, usd);
    if (affordable < LEAST_OUTPUT) return { reason: "usd", limit: limits.usd ?? 0, used: usd };
    return this.#hold(request.model, prompt, Math.min(request.maxTokens, Math.floor(spare), Math.floor(affordable)));
  }

  /** How many tokens of output the dollars that are left can pay, the prompt paid as one that is written to the cache. */
  #affordable(model: string, prompt: number, usd: number): number {
    if (this.limits.usd === undefined) return Number.POSITIVE_INFINITY;
    const left = this.limits.usd - usd - this.#held.usd - (this.#costOf(model, prompt, 0) ?? 0);
    const million = (this.#costOf(model, prompt, 1_000_000) ?? 0) - (this.#costOf(model, prompt, 0) ?? 0);
    if (million > 0) return (left / million) * 1_000_000;
    return left >= 0 ? Number.POSITIVE_INFINITY : 0;
  }

  #costOf(model: string, prompt: number, output: number): number | null {
    return costOf(model, { input: 0, cacheRead: 0, cacheWrite: prompt, output }, this.#prices);
  }

  #hold(model: string, prompt: number, maxTokens: number): Allowance {
    const held = { tokens: prompt + maxTokens, usd: this.limits.usd === undefined ? 0 : (this.#costOf(model, prompt, maxTokens) ?? 0) };
    this.#held = { tokens: this.#held.tokens + held.tokens, usd: this.#held.usd + held.usd };
    let open = true;
    const release = (): void => {
      if (!open) return;
      open = false;
      this.#held = { tokens: this.#held.tokens - held.tokens, usd: this.#held.usd - held.usd };
    };
    return {
      maxTokens,
      release,
      settle: (usage, usd) => {
        release();
        this.spend(usage, usd);
      },
    };
  }
}

function total({ input, output, cacheRead, cacheWrite }: TokenUsage): number {
  return input + output + cacheRead + cacheWrite;
}
