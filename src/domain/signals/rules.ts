import { COMMERCIAL_SIGNALS } from "./commercial-signals.ts";
import { EXPANSION_SIGNALS } from "./expansion-signals.ts";
import { PEOPLE_SIGNALS } from "./people-signals.ts";
import type { SignalRule } from "./signal.ts";
import { USAGE_SIGNALS } from "./usage-signals.ts";
import { VOICE_SIGNALS } from "./voice-signals.ts";

/** Every kind of signal: warnings first, then chances to grow. */
export const SIGNAL_RULES: readonly SignalRule[] = [
  ...USAGE_SIGNALS,
  ...PEOPLE_SIGNALS,
  ...VOICE_SIGNALS,
  ...COMMERCIAL_SIGNALS,
  ...EXPANSION_SIGNALS,
];

/** The word lists of references/cues.yaml that signals look for. */
export const SIGNAL_CUES = [
  "escalation",
  "competitor",
  "budget",
  "layoffs",
  "contract",
  "cancellation",
  "dispute",
  "expansion",
  "advanced",
  "use_case",
  "growth",
  "return",
] as const;
