import type { Clock } from "../../core/clock.ts";
import { addUsage, NO_USAGE, type TokenUsage } from "../../llm/model.ts";

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

/** Counts what a run and its handoffs have used. One meter is shared by all of them. */
export class BudgetMeter {
  readonly limits: BudgetLimits;
  readonly #clock: Clock;
  readonly #started: number;
  #usage: TokenUsage = NO_USAGE;
  #usd: number | null = 0;

  constructor(limits: BudgetLimits, clock: Clock) {
    this.limits = limits;
    this.#clock = clock;
    this.#started = clock.now().getTime();
  }

  get usage(): TokenUsage {
    return this.#usage;
  }

  /** Dollars so far; null as soon as one call's price was not known. */
  get usd(): number | null {
    return this.#usd;
  }

  spend(usage: TokenUsage, usd: number | null): void {
    this.#usage = addUsage(this.#usage, usage);
    this.#usd = this.#usd === null || usd === null ? null : this.#usd + usd;
  }

  secondsLeft(): number {
    return this.limits.seconds - (this.#clock.now().getTime() - this.#started) / 1000;
  }

  /** The first limit that forbids another call, for an agent that has made `turns` of them. */
  exceeded(turns: number): BudgetStop | undefined {
    const { limits, usage } = this;
    const tokens = usage.input + usage.output + usage.cacheRead + usage.cacheWrite;
    if (turns >= limits.turns) return { reason: "turns", limit: limits.turns, used: turns };
    if (tokens >= limits.tokens) return { reason: "tokens", limit: limits.tokens, used: tokens };
    if (this.secondsLeft() <= 0) return { reason: "seconds", limit: limits.seconds, used: Math.round(limits.seconds - this.secondsLeft()) };
    if (limits.usd !== undefined && (this.#usd ?? 0) >= limits.usd) return { reason: "usd", limit: limits.usd, used: this.#usd ?? 0 };
    return undefined;
  }
}
