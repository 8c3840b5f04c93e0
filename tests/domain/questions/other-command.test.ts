import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { otherCommand } from "../../../src/domain/questions/other-command.ts";
import { namedPeriod } from "../../../src/domain/questions/named-period.ts";
import { verifyStatement } from "../../../src/run/verify/verify-statement.ts";
import { VOCABULARY } from "../../run/verify/samples.ts";

const AS_OF = "2026-11-20";
const needs = (question: string, account?: string) =>
  otherCommand({ question, account, asOf: AS_OF, period: namedPeriod(question, AS_OF) })?.needs;

describe("what a question asks for and another command makes", () => {
  it.each([
    ["draft a mail to them", "acme", "echo-cs draft --play renewal --account acme"],
    ["write an e-mail to the champion", undefined, "echo-cs draft --play renewal --account NAME"],
    ["prepare my QBR with Müller", "muller", "`echo-cs qbr --account muller`"],
    ["what changed since last week?", undefined, "`echo-cs diff 2026-11-08 2026-11-20`"],
    ["what has changed last month?", undefined, "`echo-cs diff 2026-09-30 2026-10-31`"],
    ["what meetings do I have this week?", undefined, "your calendar"],
    ["which of my customers complained about SSO?", undefined, '`echo-cs patterns "SSO"`'],
    ["what do I do first today?", undefined, "`echo-cs tasks list --open`"],
    ["where do I start this morning?", undefined, "`echo-cs tasks list --open`"],
    ["ARR by csm", undefined, "`echo-cs metrics`"],
  ])("%s", (question, account, command) => expect(needs(question, account)).toContain(command));

  it.each([
    "why is Acme churning?",
    "which accounts are at risk?",
    "who renews next month?",
    "what are customers complaining about?",
    "who complained",
    "when was our last QBR?",
    "which accounts have no QBR",
    "who did we meet this week",
    "which customers have had no meeting in 60 days",
    "what is our NRR?",
  ])("%s wants no more than its answer", (question) => expect(needs(question)).toBeUndefined());

  it.each([
    "draft a mail to them",
    "prepare the QBR deck",
    "what changed since last week?",
    "what meetings do I have today?",
    "complaints? who complained about Okta",
    "my day",
    "ARR by csm",
  ])("what it says of %s needs no proof", (question) => {
    const found = otherCommand({
      question,
      account: question.includes("QBR") ? "acme" : undefined,
      asOf: AS_OF,
      period: { from: "2026-11-01", to: AS_OF },
    });
    expect(found).toBeDefined();
    expect(verifyStatement(found?.what ?? "", new Map(), VOCABULARY)).toEqual([]);
  });

  it("says nothing that would have to be proved, whatever is asked", () => {
    const topics = fc.string({ maxLength: 60 });
    fc.assert(
      fc.property(
        topics,
        fc.constantFrom("who complained about ", "draft a mail about ", "what changed since ", "to-do "),
        (words, begin) => {
          const found = otherCommand({
            question: begin + words,
            account: undefined,
            asOf: AS_OF,
            period: { from: "2026-11-01", to: AS_OF },
          });
          expect(verifyStatement(found?.what ?? "", new Map(), VOCABULARY)).toEqual([]);
          expect(found?.needs ?? "").not.toMatch(/[\u0000-\u001F\u007F]/u);
          expect(((found?.needs ?? "").match(/`/gu) ?? []).length % 2).toBe(0);
        },
      ),
    );
  });
});
