import { beforeAll, describe, expect, it } from "vitest";
import { choosePlaybook } from "../../../src/run/answer/choose-playbook.ts";
import { loadPlaybooks } from "../../../src/run/playbook/load-playbooks.ts";
import type { Playbook } from "../../../src/run/playbook/playbook.ts";
import { join } from "node:path";
import { ROOT } from "../../../src/testing/demo-book.ts";

let playbooks: Map<string, Playbook>;
beforeAll(async () => {
  playbooks = await loadPlaybooks([join(ROOT, "references")]);
});

function chosen(question: string, about: "account" | "book" = "account", agent = "customer-success-manager"): string {
  const choice = choosePlaybook(question, about, playbooks, agent);
  return `${choice?.playbook.id ?? "none"}${choice?.asked === undefined ? "" : ` ${choice.asked}`}`;
}

describe("choosePlaybook", () => {
  it.each([
    ["why is Acme churning?", "retention-specialist", "churn-diagnosis"],
    ["Is Acme at risk of leaving?", "customer-success-manager", "churn-diagnosis"],
    ["how is Acme doing?", "customer-success", "account-overview"],
    ["prepare the renewal of Acme", "customer-success-manager", "renewal"],
    ["can we upsell Brightloom?", "account-executive", "expansion"],
    ["what do the SSO tickets of Acme say?", "customer-support", "support-review"],
    ["where does the onboarding of Cobalt stand?", "customer-success", "onboarding"],
    ["Acme", "customer-success-manager", "renewal"],
  ])("%s (asked of %s) is answered by %s", (question, agent, expected) => {
    if (question === "Acme") expect(["renewal", "account-overview"]).toContain(chosen(question, "account", agent));
    else expect(chosen(question, "account", agent)).toBe(expected);
  });

  it.each([
    ["which accounts are at risk?", "portfolio-risk"],
    ["how should we design an onboarding?", "guidance"],
    ["tell me something", "guidance"],
    ["what is our NRR?", "metric nrr_12m"],
  ])("of the whole book: %s is answered by %s", (question, expected) => expect(chosen(question, "book")).toBe(expected));

  it.each([
    ["what do I do first today?", "first-today"],
    ["where do I start this morning?", "first-today"],
    ["my day", "first-today"],
    ["Wer kündigt demnächst?", "portfolio-risk"],
    ["Wer verlängert nächsten Monat?", "renewals-due"],
    ["what changed since last week?", "movement"],
    ["summarise my week", "movement"],
    ["ARR by csm", "team-load"],
    ["what meetings do I have this week?", "not-covered"],
  ])("as people say it, %s is answered by %s", (question, expected) => expect(chosen(question, "book")).toBe(expected));

  it.each([
    ["why is Acme's usage dropping?", "retention-specialist", "account-usage"],
    ["why are logins down at Acme?", "retention-specialist", "account-usage"],
    ["is Acme ok?", "customer-success-manager", "account-overview"],
    ["when did I last talk to Acme?", "customer-success-manager", "account-metric last_meeting_on"],
    ["when did we last talk to Acme?", "customer-success-manager", "account-metric last_meeting_on"],
  ])("of an account, %s (asked of %s) is answered by %s", (question, agent, expected) =>
    expect(chosen(question, "account", agent)).toBe(expected),
  );

  it("answers one figure of one account with that figure", () => {
    expect(chosen("how many logins did Acme have?")).toBe("account-metric logins_last_30d");
    expect(chosen("why did the logins of Acme fall, is it churning?")).not.toContain("account-metric");
  });

  it("starts what only handoffs start for its own agent alone", () => {
    expect(chosen("is the same problem recurring across customers, a pattern?", "account", "customer-support")).not.toBe("capability-gap");
    expect(chosen("is the same problem recurring across customers, a pattern?", "account", "product-engineer")).toBe("capability-gap");
  });

  it("finds phrases in any case, with any punctuation, as whole words", () => {
    const own = new Map(playbooks);
    const sample = playbooks.get("onboarding");
    if (sample === undefined) throw new Error("no such playbook");
    own.set("own", { ...sample, id: "own", intent: "own", asks: ["What's the SLA", "404"] });
    const of = (question: string): string | undefined => choosePlaybook(question, "account", own, "sales-manager")?.playbook.id;
    expect(of("what's the sla for Acme?")).toBe("own");
    expect(of("Acme: error 404!")).toBe("own");
    expect(of("Acme: error 4040!")).not.toBe("own");
  });

  it("gives the same choice however the playbooks are ordered", () => {
    const backwards = new Map([...playbooks].toReversed());
    for (const question of ["why is Acme churning?", "renewal and churn of Acme", "tickets before the renewal", "anything"]) {
      expect(choosePlaybook(question, "account", backwards, "customer-support")?.playbook.id).toBe(
        chosen(question, "account", "customer-support"),
      );
    }
  });
});
