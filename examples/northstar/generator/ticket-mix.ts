/** What an account writes about, and how it sounds. */

import { type Random } from "./random.ts";
import { type Account, type Mood } from "./roster.ts";
import { type TopicName } from "./ticket-text.ts";
import { type Tone } from "./ticket-words.ts";

const USUAL: readonly TopicName[] = [
  "api_limits",
  "webhooks",
  "csv_import",
  "dashboards",
  "dashboards",
  "report_export",
  "report_export",
  "mobile",
  "billing",
  "permissions",
  "permissions",
  "integrations",
  "integrations",
  "how_to",
  "how_to",
  "how_to",
  "feature_request",
];

const EMBER: readonly TopicName[] = [
  "how_to",
  "how_to",
  "how_to",
  "how_to",
  "feature_request",
  "feature_request",
  "feature_request",
  "permissions",
  "dashboards",
  "mobile",
];

const TONES: Readonly<Record<Mood, readonly Tone[]>> = {
  green: ["plain", "plain", "plain", "polite", "polite", "polite", "friendly", "friendly", "terse", "long"],
  yellow: ["plain", "plain", "plain", "polite", "polite", "terse", "terse", "terse", "long", "angry"],
  red: ["plain", "plain", "polite", "terse", "terse", "terse", "angry", "angry", "angry", "long"],
};

const EMBER_TONES: readonly Tone[] = ["friendly", "friendly", "friendly", "polite", "polite", "plain"];

export function topicFor(account: Account, rng: Random): TopicName {
  return rng.pick(account.name === "Ember & Oak" ? EMBER : USUAL);
}

export function toneFor(account: Account, topic: TopicName, rng: Random): Tone {
  const tone = rng.pick(account.name === "Ember & Oak" ? EMBER_TONES : TONES[account.mood]);
  const question = topic === "how_to" || topic === "feature_request" || topic === "billing";
  return question && tone === "angry" ? "terse" : tone;
}
