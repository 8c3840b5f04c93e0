import type { TriageCapability, TriageKnowledge } from "../../../src/domain/triage/taxonomy.ts";

const capability = (id: string, more: Partial<TriageCapability>): TriageCapability => ({
  id,
  name: id,
  area: "core",
  gap: `${id} gap`,
  gaps: [],
  phrases: [],
  sure: [],
  not: [],
  ...more,
});

/** Four capabilities; only tests know them. */
export const CAPABILITIES: readonly TriageCapability[] = [
  capability("export", {
    gap: "exports are not reliable",
    gaps: [
      { gap: "large exports are slow", phrases: ["slow"] },
      { gap: "text comes out garbled", phrases: ["wrong encoding", "garbled"] },
    ],
    phrases: ["export", "download file"],
    sure: ["csv export"],
  }),
  capability("login", { phrases: ["password", "download file"] }),
  capability("dashboards", { phrases: ["dashboard"], not: ["car dashboard"] }),
  capability("calendar", { phrases: ["calendar"] }),
];

export const KNOWLEDGE: TriageKnowledge = {
  capabilities: CAPABILITIES,
  cues: new Map([
    ["outage", ["is down", "outage"]],
    ["repeated", ["again"]],
    ["money", ["refund"]],
  ]),
  sentiment: {
    words: new Map([
      [3, ["great", "love it"]],
      [1, ["fine"]],
      [-2, ["broken", "bad"]],
      [-4, ["outrageous"]],
    ]),
    negations: ["not", "never"],
    intensifiers: ["very"],
    softeners: ["slightly"],
    turns: ["but"],
    neutral: ["great britain"],
    sarcasm: ["thanks for nothing"],
  },
  authority: [
    {
      id: "money",
      limit: "refunds above 250",
      cues: ["money"],
      amountAbove: 250,
      to: "account-executive",
      step: "Hand to the account executive.",
    },
  ],
};
