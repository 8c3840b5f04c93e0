import { describe, expect, it } from "vitest";
import { METRICS } from "../../../src/domain/facts/metrics/registry.ts";
import { accountFilter } from "../../../src/domain/questions/account-filter.ts";
import { askedMetric } from "../../../src/domain/questions/asked-metric.ts";
import { askedOfAccount } from "../../../src/domain/questions/account-question.ts";
import { namesATime } from "../../../src/domain/questions/names-a-time.ts";
import { unknownName } from "../../../src/domain/questions/unknown-name.ts";

describe("what is asked of an account without naming it", () => {
  it.each<[string, string | undefined]>([
    ["how many seats does Acme use", "seats_in_use"],
    ["how many licenses are active at Acme", "seats_in_use"],
    ["how many licences are in use", "seats_in_use"],
    ["seats in use at Acme", "seats_in_use"],
    ["how many seats has Acme", undefined],
    ["how much does Acme pay", "arr"],
    ["how much is Acme worth", "arr"],
    ["what do they spend", "arr"],
    ["what does Acme pay for", undefined],
    ["when does Acme renew", "renewal_on"],
    ["when is Acme up for renewal", "renewal_on"],
    ["when is the renewal", "renewal_on"],
    ["when did Acme become a customer", "customer_since"],
    ["since when is Acme with us", "customer_since"],
    ["how long is Acme a customer", "tenure_days"],
    ["how old is the client", "tenure_days"],
    ["what plan are they on", "plan"],
    ["which tier is Acme", "segment"],
    ["what industry is Acme in", "industry"],
    ["when was the QBR with Acme", "last_review_on"],
    ["last business review", "last_review_on"],
    ["when did we last talk to Acme", "last_meeting_on"],
    ["last call with Acme", "last_meeting_on"],
    ["when did we ever meet Acme", "last_meeting_on"],
    ["when did Acme log in last", "last_use_on"],
    ["last login of Acme", "last_use_on"],
    ["when was the kick-off", "kickoff_on"],
    ["when is their kickoff", "kickoff_on"],
    ["when did Acme leave", "churned_on"],
    ["how many people use it at Acme", "active_users_30d"],
    ["how healthy is Acme", "health_score"],
    ["health of Acme", "health_score"],
    ["Acme health?", "health_score"],
    ["Acme health and pride", undefined],
    ["who owns Acme", "csm_name"],
    ["who is the csm of Acme", "csm_name"],
    ["who's their account manager", "csm_name"],
    ["account owner of Acme", "csm_name"],
    ["tell me about Acme", undefined],
    ["why does Acme pay so much", undefined],
    ["how healthy is Acme and why", undefined],
    ["how healthy is Acme and what is its plan", undefined],
    ["when did we last talk about risk", undefined],
    ["draft a mail: when does Acme renew", undefined],
  ])("%j asks for %s", (question, metric) => expect(askedOfAccount(question)).toBe(metric));
});

describe("what is asked by its name", () => {
  it.each<[string, "book" | "account", string | undefined]>([
    ["what is our current net revenue retention", "book", "nrr_12m"],
    ["what is one two three four nrr", "book", undefined],
    ["what is one two three nrr", "book", "nrr_12m"],
    ["our NRR pls", "book", "nrr_12m"],
    ["average time to value?", "book", "period_ttv_median"],
    ["total arr", "book", "book_arr"],
    ["arr per customer", "book", "period_arr_per_customer"],
    ["what is the arr per region", "book", undefined],
    ["what is the arr up for renewal", "book", "period_renewals_arr"],
    ["what is a good nrr", "book", undefined],
    ["what is considered a high nps", "book", undefined],
    ["what is the typical csat", "book", undefined],
    ["which accounts have the best nps", "book", undefined],
    ["how should we raise nrr", "book", undefined],
    ["plan a review of churn", "book", undefined],
    ["what is the highest nps", "book", undefined],
    ["renewals", "book", undefined],
    ["customers", "book", undefined],
    ["how many customers do we have", "book", "book_accounts"],
    ["what customers", "book", undefined],
    ["show me customers in trouble", "book", undefined],
    ["how many customers complain daily loudly", "book", undefined],
    ["how many customers do we have and what is our ARR?", "book", "book_accounts"],
    ["how many customers complain daily loudly, and how high is our NRR", "book", "nrr_12m"],
    ["how many tickets this month", "book", "book_tickets_30d"],
    ["what is our churn in detail", "book", "logo_churn_12m"],
    ["we talked about nrr yesterday", "book", undefined],
    ["nrr this time", "book", "nrr_12m"],
    ["what is Acme's ARR", "account", "arr"],
    ["Acme's health score", "account", "health_score"],
  ])("in %j of the %s is %s", (question, about, metric) => {
    const told = askedMetric(question, about, METRICS);
    expect(told).toBe(metric);
  });
});

describe("a stretch of time", () => {
  it.each<[string, boolean]>([
    ["NRR last quarter", true],
    ["churn this year", true],
    ["tickets past week", true],
    ["previous half", true],
    ["since March", true],
    ["in q3", true],
    ["during 2025", true],
    ["before 1999", true],
    ["after 1899", false],
    ["q1 2026", true],
    ["q5 2026", false],
    ["year to date", true],
    ["churn ytd", true],
    ["yesterday", true],
    ["last 6 months", true],
    ["last 12 months", false],
    ["past 1 year", false],
    ["last 12 months and last quarter", true],
    ["the last mile", false],
    ["next quarter", false],
    ["in marching order", false],
  ])("in %j: %s", (question, named) => expect(namesATime(question)).toBe(named));
});

describe("a name that the book does not hold", () => {
  const BOOK = [
    { account: "acme", name: "Acme Corp", keys: [] },
    { account: "sky", name: "Sky", keys: [] },
  ];
  it.each<[string, string | undefined]>([
    ["how is Globex & Sons doing", "Globex & Sons"],
    ["is Initech.io fine", "Initech.io"],
    ["what about Globex’s NPS", "Globex"],
    ["ask Globex.", "Globex"],
    ["ask GLOBEX", undefined],
    ["what of X today", undefined],
    ["we meet Customer Success on Monday", undefined],
    ["the Series A SaaS company", undefined],
    ["the Series B Globex deal", "Series B Globex"],
    ["all is well. Then go", undefined],
    ["why is acnee sad", undefined],
    ["why is scme sad", undefined],
    ["why is acm sad", undefined],
    ["why is acmee sad", "acmee"],
    ["is skyy ok", undefined],
    ["is acme ok", undefined],
    ["Globex's tickets?", "Globex"],
    ["What's our NRR?", undefined],
    ["who is the champion at globex?", "globex"],
    ["is the champion at risk?", undefined],
  ])("in %j is %s", (question, name) => expect(unknownName(question, BOOK)).toBe(name));
});

describe("what narrows the accounts", () => {
  const KNOWN = new Map([
    ["industry", ["Software", "Financial Services", "Health Services"]],
    ["plan", ["Acme Starter (annual)", "Acme Growth (annual)", "Enterprise"]],
  ]);
  const equals = (name: string, value: string) => ({ kind: "compare", name, comparison: "=", value });
  const of = (question: string) => accountFilter(question, KNOWN);

  it("is told with the question's own words", () => {
    expect(of("which enterprise accounts are at risk")).toEqual({ where: equals("segment", "enterprise"), words: ["enterprise"] });
    expect(of("mid-market")).toEqual({ where: equals("segment", "mid-market"), words: ["mid-market"] });
    expect(of("SMBs")).toEqual({ where: equals("segment", "SMB"), words: ["SMBs"] });
    expect(of("mid touch")).toEqual({ where: equals("touch", "mid touch"), words: ["mid touch"] });
    expect(of("tech-touch")).toEqual({ where: equals("touch", "low touch"), words: ["tech-touch"] });
    expect(of("low touch")).toEqual({ where: equals("touch", "low touch"), words: ["low touch"] });
    expect(of("yellow customers")).toEqual({ where: equals("health_tier", "yellow"), words: ["yellow customers"] });
    expect(of("healthy account")).toEqual({ where: equals("health_tier", "green"), words: ["healthy account"] });
    expect(of("the red dress")).toBeUndefined();
    expect(of("customers on the enterprise plan")).toEqual({ where: equals("plan", "Enterprise"), words: ["plan Enterprise"] });
    expect(of("growth customers")).toEqual({ where: equals("plan", "Acme Growth (annual)"), words: ["plan Acme Growth (annual)"] });
    expect(of("acme annual services")).toBeUndefined();
    expect(of("software or financial services firms")).toEqual({
      where: { kind: "or", left: equals("industry", "Software"), right: equals("industry", "Financial Services") },
      words: ["Software or Financial Services"],
    });
  });

  it("is an amount where the question speaks of money", () => {
    const arr = (comparison: string, value: number) => ({ kind: "compare", name: "arr", comparison, value });
    expect(of("over 50k")).toEqual({ where: arr(">", 5_000_000), words: ["over 50k"] });
    expect(of("at least 2 million in ARR")).toEqual({ where: arr(">", 200_000_000), words: ["at least 2 million"] });
    expect(of("paying more than 3 thousand")).toEqual({ where: arr(">", 300_000), words: ["more than 3 thousand"] });
    expect(of("at most $1,250.50.")?.where).toEqual(arr("<", 125_050));
    expect(of("below 1.5M and above €20K")).toEqual({
      where: { kind: "and", left: arr(">", 2_000_000), right: arr("<", 150_000_000) },
      words: ["above €20K", "below 1.5M"],
    });
    expect(of("more than 5 tickets")).toBeUndefined();
    expect(of("worth more than 1.2.3")).toBeUndefined();
  });
});
