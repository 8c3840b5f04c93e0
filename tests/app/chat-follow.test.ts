import { describe, expect, it } from "vitest";
import { type ChatTopic, followUp } from "../../src/app/chat-follow.ts";

const ACCOUNTS = [
  { account: "acme", name: "Acme Corp", keys: ["acme.example"] },
  { account: "globex", name: "Globex", keys: [] },
  { account: "alder-vane", name: "Alder & Vane", keys: [] },
];
const ACME = { account: "acme", name: "Acme Corp" };
const after = (question: string, more: Partial<ChatTopic> = {}): ChatTopic => ({ account: ACME, question, ...more });
const WHY = after("why is Acme churning?");
const ask = (line: string, topic: ChatTopic) => {
  const { question, account } = followUp(line, topic, ACCOUNTS, "2026-11-20");
  return [question, account];
};

describe("a line that follows another", () => {
  it.each([
    ["and its tickets?", "Acme Corp's tickets?"],
    ["What about their usage?", "Acme Corp's usage?"],
    ["when do they renew?", "when do Acme Corp renew?"],
    ["who should talk to them?", "who should talk to Acme Corp?"],
    ["tickets?", "tickets?"],
    ["who is the champion?", "who is the champion?"],
    ["and why?", "why?"],
    ["who is the champion there?", "who is the champion at Acme Corp?"],
    ["is there a success plan?", "is there a success plan?"],
    ["how likely is it that they leave?", "how likely is Acme Corp that they leave?"],
  ])("%s is about the same account", (line, question) => expect(ask(line, WHY)).toEqual([question, "acme"]));

  it.each([
    ["which accounts are at risk?"],
    ["what is our NRR?"],
    ["who is at risk?"],
    ["who renews next month?"],
    ["who is up for renewal?"],
    ["who gave notice this week?"],
    ["which renewals are due?"],
    ["show the pipeline for the year"],
    ["what should I cook for dinner tonight with friends?"],
    ["why is Globex churning?"],
    ["compare Acme and Globex"],
  ])("%s stands by itself", (line) => expect(ask(line, WHY)).toEqual([line, undefined]));

  it("speaks of the account before the last question too, where it says there", () => {
    const book = { earlier: ACME, question: "who renews next month?" };
    expect(ask("who is the champion there?", book)).toEqual(["who is the champion at Acme Corp?", "acme"]);
    expect(ask("are there any risks?", book)).toEqual(["are there any risks?", undefined]);
  });

  it("asks the last question of another account", () => {
    expect(ask("what about Globex?", WHY)).toEqual(["why is Globex churning?", "globex"]);
    expect(ask("and Alder & Vane?", WHY)).toEqual(["why is Alder & Vane churning?", "alder-vane"]);
    expect(ask("Globex", after("Acme Corp's tickets?"))).toEqual(["Globex's tickets?", "globex"]);
    expect(ask("and Globex?", after("tickets?"))).toEqual(["tickets?", "globex"]);
  });

  it("asks of a name that no account has, so that its absence is told", () => {
    expect(ask("what about Initech?", WHY)).toEqual(["why is Initech churning?", undefined]);
    expect(ask("and Initech?", after("tickets?"))).toEqual(["tickets for Initech?", undefined]);
    expect(ask("and their trouble with Okta?", WHY)).toEqual(["Acme Corp's trouble with Okta?", "acme"]);
  });

  it("carries the time along, or moves it", () => {
    const inQ3 = after("how many tickets did Acme open in Q3?", { time: "in Q3" });
    expect(ask("and its logins?", inQ3)).toEqual(["Acme Corp's logins in Q3?", "acme"]);
    expect(ask("and in Q2?", inQ3)).toEqual(["how many tickets did Acme open in Q2?", "acme"]);
    expect(ask("and last month?", WHY)).toEqual(["why is Acme churning last month?", "acme"]);
    expect(ask("what about Globex?", inQ3)).toEqual(["how many tickets did Globex open in Q3?", "globex"]);
    expect(ask("who is the champion of the account today?", inQ3)[0]).toContain("Acme Corp");
    expect(followUp("and its logins in Q1?", inQ3, ACCOUNTS, "2026-11-20").time).toBe("in Q1");
    expect(followUp("and its logins?", inQ3, ACCOUNTS, "2026-11-20").carried).toEqual(["account", "time"]);
  });

  it("still means the account from before a question of the whole book, where it is pointed to", () => {
    const topic = { question: "what is our NRR?", earlier: ACME };
    expect(ask("and its tickets?", topic)).toEqual(["Acme Corp's tickets?", "acme"]);
    expect(ask("and the tickets?", topic)).toEqual(["and the tickets?", undefined]);
    expect(ask("and in Q2?", topic)).toEqual(["what is our NRR in Q2?", undefined]);
  });

  it("says nothing more where nothing was said before", () => {
    for (const line of ["and its tickets?", "tickets?", "and in Q2?"]) expect(ask(line, {})).toEqual([line, undefined]);
  });

  it("takes a name for nothing but a name", () => {
    const odd = [{ account: "a-b", name: "A+B (US) $& Co.", keys: [] }];
    expect(followUp("and A+B (US) $& Co.?", WHY, odd, "2026-11-20")).toMatchObject({
      question: "why is A+B (US) $& Co. churning?",
      account: "a-b",
    });
    const topic = { account: { account: "a-b", name: "$& $1 Co" }, question: "x" };
    expect(followUp("and its tickets?", topic, odd, "2026-11-20").question).toBe("$& $1 Co's tickets?");
  });
});
