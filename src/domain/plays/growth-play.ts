import { compareText } from "../../core/compare-text.ts";
import { list } from "../../core/text.ts";
import type { Signal } from "../signals/signal.ts";
import { itemsOf, type PlayKind, signalFindings } from "./play-kind.ts";
import { lost } from "./step-parts.ts";
import type { Call, Over } from "./sweep-step.ts";
import { isSweptSignal } from "./swept-signals.ts";
import type { SweepInput, SweptAccount } from "./swept.ts";

/** A chance to grow with a healthy customer. Success drives it, sales closes it. */
export const GROWTH_PLAY: PlayKind = {
  intent: "expansion",
  playbook: "expansion",
  steps: ["need", "hand-over"],
  agent: "customer-success",
  lane: "customer-success",
  owner: "customer-success-manager",
  title: (name) => `Grow with ${name}`,
  question: (name) => `Is ${name} ready to grow?`,
  calls: growthCall,
  ends: growthOver,
};

function growthCall(account: SweptAccount, input: SweepInput): Call | null {
  const signals = growthSignals(account);
  const isStrong = signals.some(({ severity }) => severity === "high");
  // One soft sign is no case; and no offer to an account that is not well.
  if (account.tier !== "green" || (!isStrong && signals.length < 2)) return null;
  const items = itemsOf(GROWTH_PLAY, account, input);
  return {
    trigger: "growth",
    type: "opportunity",
    reason: list(signals.map(({ title }) => title)),
    priority: isStrong ? "medium" : "low",
    due: items[0]?.due ?? input.workOn,
    items,
    findings: signalFindings(signals),
    since:
      signals
        .map(({ first_seen: seen }) => seen)
        .sort()
        .at(-1) ?? input.asOf,
  };
}

function growthOver(account: SweptAccount): Over | null {
  const { tier } = account;
  const left = lost(account);
  if (left !== null) return left;
  if (tier === "red") return { outcome: "done", reason: "the account is red: it has to recover first" };
  return growthSignals(account).length === 0 ? { outcome: "done", reason: "the signs of growth are gone" } : null;
}

function growthSignals({ signals }: SweptAccount): Signal[] {
  return signals
    .filter((one) => one.kind === "expansion" && isSweptSignal(one, one.severity))
    .sort((a, b) => compareText(a.signal, b.signal));
}
