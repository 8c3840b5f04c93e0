import type { Measurement } from "../../src/domain/facts/fact.ts";
import type { Insight } from "../../src/tasks/insights.ts";
import type { Packet } from "../../src/tasks/packet.ts";
import type { TaskContext } from "../../src/tasks/task-context.ts";
import { accountTodoId, type Todo } from "../../src/tasks/todo-line.ts";

export const CONTEXT: TaskContext = {
  task: "churn-acme-2026w47",
  key: "churn/acme",
  status: "open",
  opened: "2026-11-16",
  asOf: "2026-11-16",
  updatedAsOf: "2026-11-19",
  agent: "customer-success-manager",
  lane: "customer-success",
  snapshot: "0123456789",
  stage: "assess",
  title: "Why is Acme churning?",
  goal: "Keep Acme past its renewal.\n\nFind the cause first.",
  segments: [{ account: "Acme Corp", segment: "enterprise", touch: "high", arr: "USD 120,000", renewal: "2027-01-18" }],
  health: {
    model: "specialist",
    score: "38 (red)",
    coverage: "85 %",
    bands: [
      { tier: "green", scores: "75 to 100" },
      { tier: "red", scores: "below 50" },
    ],
    inputs: [{ name: "usage", weight: "40 %" }],
  },
  question: "why is Acme churning?",
};

export const TODOS: readonly Todo[] = [
  { id: accountTodoId("acme"), section: "Accounts to review", what: "Acme Corp", owner: "customer-success-specialist" },
  { id: "assess", section: "Steps", what: "Assess the situation", owner: "customer-success-manager", due: "2026-11-20" },
  { id: "reach-out", section: "Steps", what: "Reach out", owner: "customer-success-manager", owner_name: "Dana Fox", due: "2026-11-21" },
];

export const USAGE: Insight = {
  section: "At-risk customers and reasons",
  key: "acme/usage-down",
  date: "2026-11-19",
  text: "Acme Corp: logins fell 46 %",
  facts: ["F7", "F9"],
};
export const SEATS: Insight = { section: "Expansion opportunities", key: "acme/seats", date: "2026-11-19", text: "Seats grow", facts: [] };
export const INSIGHTS: readonly Insight[] = [USAGE, SEATS];

export const PACKET: Packet = {
  task: "churn-acme-2026w47",
  from: "customer-success-manager",
  to: "product-engineer",
  mode: "delegate",
  rule: "do-systemic-to-product",
  status: "open",
  subject: "pattern/sso-timeout",
  created: "2026-11-19",
  updated: "2026-11-19",
  deadline: "2026-11-26",
  account: "acme",
  title: "SSO times out for Acme and others",
  question: "Why does single sign-on time out?",
  facts: [{ id: "F7", what: "Tickets about SSO", value: "14", window: "2026-10-20 to 2026-11-19" }],
  tried: ["Support reset the certificate | twice"],
  asked: "A cause and a date.",
  constraints: ["No promise to the customer before the cause is known."],
  answer: null,
  outside: true,
};

/** A measurement told apart by `key`, `snapshot` and `value`. */
export function measurement(key: string, snapshot = "s1", value = 1): Measurement {
  return {
    key,
    snapshot,
    value,
    metric: "logins_change_30d",
    subject: { account: "acme" },
    unit: "ratio",
    window: { from: "2026-10-20", to: "2026-11-19" },
    asOf: "2026-11-19",
    formula: "(last − prior) / prior",
    source: { query: "usage-trend", params: { account: "acme" }, tables: ["usage"], rows: 812 },
  };
}
