import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QbrReport, QbrResult } from "../../src/app/qbr.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { type ModelServer, type SentBody, type Served, startModelServer } from "../../src/testing/model-server.ts";
import { type Ran, runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd: string;
let server: ModelServer;
let reply: (body: SentBody, index: number) => Served;
beforeAll(async () => {
  cwd = await demoFolder();
  server = await startModelServer({ reply: (body, index) => reply(body, index) });
});
afterAll(async () => {
  removeFolder(cwd);
  await server.close();
});

interface Sentence {
  readonly id: string;
  readonly text: string;
}

const qbr = (argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  runCli(["qbr", "--format", "md", "--json", "--demo", ...argv], {
    cwd,
    env: { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: server.url, ...env },
  });

function only({ stdout, stderr }: Ran): QbrResult {
  const [review] = stdout === "" ? [] : (JSON.parse(stdout) as QbrReport).reviews;
  if (review === undefined) throw new Error(`no review\n${stderr}`);
  return review;
}

function deckOf(ran: Ran): string {
  return readFileSync(join(cwd, "echo-demo", only(ran).files[0] ?? ""), "utf8");
}

/** The first message of a call. */
function opening({ messages }: SentBody): string {
  const content = messages[0]?.content;
  return typeof content === "string" ? content : (content as { text: string }[]).map(({ text }) => text).join("");
}

function sentencesIn(body: SentBody): Sentence[] {
  return [...opening(body).matchAll(/<data source="([^"]+)">\n(.*)\n<\/data>/g)].map(([, id = "", text = ""]) => ({ id, text }));
}

function wordings(body: SentBody, word: (sentence: Sentence) => string): string {
  return JSON.stringify({ sentences: sentencesIn(body).map((sentence) => ({ id: sentence.id, text: word(sentence) })) });
}

/** A better wording of every sentence that a review of Acme holds. */
const GOOD: Readonly<Record<string, (text: string) => string>> = {
  headline: (text) =>
    text.replace(
      /^(\S+) active users made (\S+) logins in the quarter\.$/,
      "In the quarter, $1 active users logged in; that makes $2 logins.",
    ),
  "narrative-1": (text) =>
    text.replace(
      /^Logins fell (\S+) in the last 30 days, from (\S+) to (\S+)\.$/,
      "Logins went from $2 to $3 in the last 30 days and fell $1.",
    ),
};

function better({ id, text }: Sentence): string {
  return GOOD[id]?.(text) ?? text;
}

/** Answers with one wording for the headline or the fall of logins, and our own for the rest. */
async function withWording(
  id: string,
  word: (text: string) => string,
  ...argv: string[]
): Promise<{ ran: Ran; review: QbrResult; deck: string }> {
  reply = (body) => wordings(body, (sentence) => (sentence.id === id ? word(sentence.text) : sentence.text));
  const ran = await qbr(["--account", "acme", "--polish", ...argv]);
  return { ran, review: only(ran), deck: deckOf(ran) };
}

const FALL = /Logins fell \d+ % in the last 30 days, from [\d,]+ to [\d,]+\./;

describe("qbr --polish", () => {
  it("takes a better wording; its values are those of the Facts, and nothing else of the deck changes", async () => {
    const before = server.requests.length;
    reply = (body) => wordings(body, better);
    const own = deckOf(await qbr(["--account", "acme"]));
    expect(server.requests.length).toBe(before);
    const todos = (): string => readFileSync(join(cwd, "echo-demo/tasks/qbr-acme-2026w47-todos.md"), "utf8");
    const steps = todos();
    const ran = await qbr(["--account", "acme", "--polish", "--llm", "opus"]);
    const deck = deckOf(ran);
    expect(ran.exit).toBe(0);
    expect(only(ran).polish).toEqual({ asked: 7, taken: 2, kept: 5, reasons: [], failure: null });
    expect(own).toMatch(FALL);
    expect(deck).not.toMatch(FALL);
    const [, users, logins] = /^(\S+) active users made (\S+) logins in the quarter\.$/m.exec(own) ?? [];
    const [, share, from, to] = /Logins fell (\d+ %) in the last 30 days, from (\S+) to (\S+)\./.exec(own) ?? [];
    const changed = deck.split("\n").filter((line) => !own.split("\n").includes(line));
    expect(changed.map((line) => line.replace(/^> \*\*[^*]+\*\* /, ""))).toEqual([
      `In the quarter, ${users} active users logged in; that makes ${logins} logins.`,
      `Logins went from ${from} to ${to} in the last 30 days and fell ${share}.`,
    ]);
    expect(deck.split("\n").length).toBe(own.split("\n").length);
    expect(todos()).toBe(steps);
    expect(server.requests.length - before).toBe(1);
    expect(JSON.parse(server.requests.at(-1)?.text ?? "")).toMatchObject({ model: "claude-opus-5-5" });
    expect(ran.stderr).toMatch(/Sending to 127\.0\.0\.1:\d+: headline and sentences of the review with slots instead of their values/);
    expect(ran.stderr).toContain("Wording: 7 sentences, 2 worded anew, 5 kept as they are.");
  }, 120_000);

  it("sends no value, no name and nothing internal: slots, fenced, with what they are called", async () => {
    let sent = "";
    reply = (body) => {
      sent = opening(body);
      return wordings(body, better);
    };
    const review = only(await qbr(["--account", "acme", "--polish", "--internal"]));
    const body = server.requests.at(-1)?.text ?? "";
    expect(sent).toContain('<data source="headline">');
    expect(sent).toMatch(/- F\d+: logins in the quarter; call it: login, sign-in, session/);
    for (const name of ["Acme", "Hannah", "Lindqvist", "Marrowstone"]) expect(body).not.toContain(name);
    const values = review.facts.flatMap(({ value }) =>
      typeof value === "number" && value > 100 ? [String(value), value.toLocaleString("en-US")] : [],
    );
    expect(values.length).toBeGreaterThan(4);
    for (const value of values) expect(sent).not.toMatch(new RegExp(`(?<![\\w#.])${value}(?!\\w)`));
  }, 60_000);

  it.each([
    ["a wrong number", "headline", (text: string) => text.replace(/\{F\d+\|num\} logins/, "9,999 logins"), /"9,999"/],
    [
      "a bare number beside the slots",
      "headline",
      (text: string) => text.replace("logins in", "logins, 12 a day, in"),
      /"12|this number|figure/,
    ],
    ["a number in words", "headline", (text: string) => text.replace("logins in", "logins, twice as many, in"), /twice/],
    ["the value of a Fact in figures", "headline", (text: string) => text.replace(/\{F\d+\|num\} active/, "46 active"), /"46"/],
    ["another direction", "narrative-1", (text: string) => text.replace("fell", "rose"), /it fell, the sentence says "rose"|direction/],
    ["two values that change places", "narrative-1", (text: string) => text.replace(/from (\S+) to (\S+)\.$/, "from $2 to $1."), /order/],
    [
      "from and to that change places",
      "narrative-1",
      (text: string) => text.replace(/from (\S+) to (\S+)\.$/, "to $1 from $2."),
      /before it stands/,
    ],
    ["a wrong label", "headline", (text: string) => text.replace("logins", "tickets"), /this is "logins in the quarter"/],
    [
      "another account's name",
      "headline",
      (text: string) => text.replace("active users", "active users, more like marrowstone bank,"),
      /names another account/,
    ],
    [
      "a part of another account's name",
      "headline",
      (text: string) => text.replace("active users", "active users of Marrowstone"),
      /Marrowstone/,
    ],
    [
      "a person nobody knows",
      "headline",
      (text: string) => text.replace("in the quarter", "in the quarter for Petra Kowalczyk"),
      /Petra Kowalczyk/,
    ],
    [
      "a slot of a Fact that the sentence does not hold",
      "headline",
      (text: string) => text.replace("logins in", "logins ({F2|num} before) in"),
      /\{F2\|num\}/,
    ],
    [
      "a slot that is not there",
      "headline",
      (text: string) => text.replace("in the quarter", "in the quarter, ARR {F999|money}"),
      /F999|ARR/,
    ],
    [
      "a key instead of an id",
      "headline",
      (text: string) => text.replace("in the quarter", "in the quarter {#abc123|num}"),
      /no citation|markup/,
    ],
    ["a slot with space in it", "headline", (text: string) => text.replace("|num}", "| num}"), /keep its slots/],
    [
      "a word of our own side",
      "headline",
      (text: string) => text.replace("in the quarter", "in the quarter, so the renewal is near"),
      /renewal/,
    ],
    ["a cause", "narrative-1", (text: string) => text.replace(/\.$/, ", because the champion moved."), /because/],
    ["praise", "headline", (text: string) => text.replace("made", "made an impressive"), /impressive/],
    ["bad news turned round", "narrative-1", (text: string) => text.replace("fell", "never fell"), /never/],
    ["another span of time", "narrative-1", (text: string) => text.replace("in the last 30 days", "this week"), /30 days|week/],
    ["an address", "headline", (text: string) => `${text} See https://evil.example/x`, /evil\.example/],
    ["markup", "headline", (text: string) => `**${text}**`, /markup/],
    ["a bare id", "headline", (text: string) => text.replace("in the quarter", "in the quarter, see F4"), /F4/],
    ["letters of another script", "headline", (text: string) => text.replace("active", "\u0430ctive"), /other letters/],
    ["a sermon", "headline", (text: string) => `${text} ${"It is so and so and so. ".repeat(12)}`, /longer than/],
    ["nothing", "headline", () => " ", /empty|missing/],
  ])(
    "refuses %s, and keeps our words",
    async (_, id, word, reason) => {
      const before = server.requests.length;
      const { ran, review, deck } = await withWording(id, word);
      expect(ran.exit).toBe(0);
      expect(review.polish).toMatchObject({ asked: 7, taken: 0, kept: 7, failure: null });
      const reasons = review.polish?.reasons ?? [];
      expect(new Set(reasons.map(({ where }) => where))).toEqual(new Set([id]));
      expect(reasons.map(({ claim, reason: why }) => `"${claim}" ${why}`).join("\n")).toMatch(reason);
      expect(deck).toMatch(FALL);
      expect(deck).toMatch(/^46 active users made 1,025 logins in the quarter\.$/m);
      expect(ran.stderr).toContain(`Acme Corp, ${id} keeps our words`);
      // One call and one repair.
      expect(server.requests.length - before).toBe(2);
    },
    60_000,
  );

  it("refuses slots of Facts that only we may read, though they stand in the task's ledger", async () => {
    const { facts } = only(await qbr(["--account", "acme", "--internal"]));
    const inner = facts.filter(({ metric }) => ["arr", "health_score", "days_to_renewal", "gap_account_names"].includes(metric));
    expect(inner).toHaveLength(4);
    const said = inner.map(({ id }) => `{${id}}`).join(" ");
    const { review, deck } = await withWording("headline", (text) => `${text} ARR, health score, days to renewal, accounts: ${said}.`);
    expect(review.polish?.taken).toBe(0);
    for (const { id } of inner)
      expect(review.polish?.reasons).toContainEqual({ where: "headline", claim: `{${id}}`, reason: `there is no Fact ${id}` });
    expect(deck).not.toContain("118,800");
    expect(review.facts.filter(({ metric }) => ["arr", "health_score"].includes(metric))).toEqual([]);
  }, 60_000);

  it("asks once for a repair, and takes what is right then", async () => {
    let repair = "";
    reply = (body) => {
      if (body.messages.length === 1)
        return wordings(body, (sentence) => (sentence.id === "headline" ? `${sentence.text} 7 more.` : better(sentence)));
      repair = JSON.stringify(body.messages.at(-1));
      const headline = sentencesIn(body).filter(({ id }) => id === "headline");
      return JSON.stringify({ sentences: headline.map((sentence) => ({ id: sentence.id, text: better(sentence) })) });
    };
    const ran = await qbr(["--account", "acme", "--polish"]);
    expect(repair).toContain("These wordings were refused");
    expect(repair).not.toContain("narrative-1");
    expect(only(ran).polish).toMatchObject({ taken: 2, kept: 5, reasons: [] });
    expect(deckOf(ran)).toContain("that makes 1,025 logins");
  }, 60_000);

  it("reads a reply in a fence, and keeps our words where none can be read", async () => {
    reply = (body) => `Here you are:\n\`\`\`json\n${wordings(body, better)}\n\`\`\``;
    expect(only(await qbr(["--account", "acme", "--polish"])).polish?.taken).toBe(2);
    reply = () => "I would rather not.";
    const ran = await qbr(["--account", "acme", "--polish"]);
    expect(only(ran).polish).toMatchObject({ taken: 0, kept: 7, failure: null });
    expect(deckOf(ran)).toMatch(FALL);
  }, 60_000);

  it("holds every sentence of the example book to the rules: each of our own words passes", async () => {
    reply = (body) => wordings(body, ({ text }) => text.replace(/\.$/, ""));
    const ran = await qbr(["--all", "--polish"]);
    const polished = (JSON.parse(ran.stdout) as QbrReport).reviews.map(({ polish }) => polish);
    expect(polished.length).toBe(40);
    expect(polished.every((polish) => polish !== undefined && polish.asked > 0 && polish.taken === polish.asked)).toBe(true);
  }, 240_000);
});

describe("qbr --polish that fails", () => {
  it("writes the deck in our words and exits with 5 where the host cannot be reached, with 4 at the end of the budget", async () => {
    const far = await qbr(["--account", "acme", "--polish"], { ANTHROPIC_BASE_URL: "http://127.0.0.1:9" });
    expect(far.exit).toBe(5);
    expect(deckOf(far)).toMatch(FALL);
    expect(only(far).polish).toMatchObject({ asked: 7, taken: 0, kept: 7, reasons: [], failure: { exit: 5 } });
    expect(far.stderr).toMatch(/warning: 1 deck written without all of the wording/);

    reply = () => ({ status: 400, error: "no" });
    const refused = await qbr(["--account", "acme", "--polish"]);
    expect(refused.exit).toBe(5);
    expect(deckOf(refused)).toMatch(FALL);

    const poor = mkdtempSync(join(tmpdir(), "echo-cs-test-"));
    writeFiles(poor, {
      "echo.yaml": "budget:\n  usd: 0.000001\n",
      "exports/accounts.csv": "account,name,created_on\na,Acme Corp,2025-01-01",
      "exports/subscriptions.csv":
        "account,subscription,plan,seats,amount,currency,interval,started_at\na,S1,Pro,10,12000,USD,year,2025-01-01",
      "exports/tickets.csv": "account,ticket,subject,created_at\na,T1,Hello,2026-08-01 10:00:00",
    });
    const before = server.requests.length;
    const ran = await runCli(["qbr", "--account", "acme", "--format", "md", "--json", "--polish", "-C", poor], {
      cwd: poor,
      env: { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: server.url },
    });
    expect(ran.exit).toBe(4);
    expect(only(ran).polish?.failure?.code).toBe("polish-budget");
    expect(existsSync(join(poor, only(ran).files[0] ?? ""))).toBe(true);
    expect(server.requests.length).toBe(before);
    removeFolder(poor);
  }, 120_000);

  it("asks nothing more of further decks after a failure", async () => {
    let calls = 0;
    reply = () => (calls++, { status: 400, error: "no" });
    const ran = await qbr(["--all", "--owner", "Hannah Lindqvist", "--polish"]);
    expect(ran.exit).toBe(5);
    expect((JSON.parse(ran.stdout) as QbrReport).reviews.length).toBeGreaterThan(3);
    expect(calls).toBe(1);
  }, 120_000);

  it("needs a key; --no-model leaves the deck as it is, and off means off", async () => {
    const none = await qbr(["--account", "acme", "--polish"], { ANTHROPIC_API_KEY: "" });
    expect(none.exit).toBe(5);
    expect(JSON.parse(none.stdout)).toMatchObject({
      error: { code: "no-key", fix: expect.stringContaining("ANTHROPIC_API_KEY") as string },
    });
    const before = server.requests.length;
    const off = await qbr(["--account", "acme", "--polish", "--no-model"], { ANTHROPIC_API_KEY: "" });
    expect(off.exit).toBe(0);
    expect(only(off)).not.toHaveProperty("polish");
    expect(deckOf(off)).toMatch(FALL);
    expect((await qbr(["--account", "acme", "--polish"], { ECHO_LLM: "off" })).exit).toBe(1);
    expect((await qbr(["--account", "acme", "--record", "tape"])).exit).toBe(1);
    expect((await qbr(["--account", "acme", "--polish", "--llm", "sonet"])).stderr).toContain("Did you mean sonnet");
    expect(server.requests.length).toBe(before);
  }, 60_000);

  it("plays recorded calls back without a key and without the network", async () => {
    reply = (body) => wordings(body, better);
    const first = await qbr(["--account", "acme", "--polish", "--record", "tape"]);
    expect(readdirSync(join(cwd, "tape"))).toHaveLength(1);
    const again = await qbr(["--account", "acme", "--polish", "--replay", "tape"], {
      ANTHROPIC_API_KEY: "",
      ANTHROPIC_BASE_URL: "http://127.0.0.1:9",
    });
    expect(again.exit).toBe(0);
    expect(deckOf(again)).toBe(deckOf(first));
    expect(again.stdout).toBe(first.stdout);
  }, 60_000);
});
