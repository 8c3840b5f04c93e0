import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../src/core/days.ts";
import type { Brief } from "../../src/domain/brief/brief.ts";
import { openBook, type Book } from "../../src/lib/library.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const AS_OF = "2026-11-19";
/** A Monday, 24 weeks before the last one: 12 weeks of 10 logins, then 12 of 13. */
const FIRST_WEEK = "2026-06-01";
const WEEKS = Array.from({ length: 24 }, (_, week) => ({ day: addDays(FIRST_WEEK, 7 * week), logins: week < 12 ? 10 : 13 }));

const FILES = {
  "echo.yaml": "currency: EUR\n",
  "exports/accounts.csv":
    "account,name,csm\nhafen,Hafen Logistik,Jule Petersen\nfein,Fein Mechanik,Jule Petersen\npfeffer,Pfeffer,Jule Petersen\n",
  "exports/subscriptions.csv": [
    "subscription,account,status,started_at,period_end_at,arr_minor,currency",
    "s1,hafen,active,2024-01-18,2027-01-18,6480000,EUR",
    "s2,fein,active,2024-03-31,2027-03-31,2240000,EUR",
    "s3,pfeffer,active,2024-11-27,2026-11-27,840000,EUR",
  ].join("\n"),
  "exports/tickets.csv": [
    "ticket,account,subject,description,status,priority,created_at,solved_at",
    "1,hafen,Tour planning crashes,It crashes on save.,open,urgent,2026-11-16,",
    "2,hafen,Export is wrong,Wrong routes in it.,open,high,2026-11-17,",
    "3,hafen,Crash again,Schon wieder abgestürzt. Wir schauen uns gerade nach Alternativen um.,solved,normal,2026-10-28,2026-10-30",
  ].join("\n"),
  "exports/surveys.csv": [
    "survey,account,kind,score,email,comment,answered_at",
    "1,hafen,nps,9,ole@hafen.example,Runs well,2026-05-12",
    '2,hafen,nps,2,ole@hafen.example,"Crashes all the time,  nobody answers",2026-11-04',
    "3,fein,nps,10,dirk@fein.example,,2026-05-13",
    "4,fein,nps,6,eva@fein.example,,2026-05-14",
    "5,fein,nps,7,eva@fein.example,,2026-03-14",
  ].join("\n"),
  "exports/opportunities.csv":
    "opportunity,account,name,stage,kind,amount_minor,currency,owner,created_at,close_on,won,closed\nd1,fein,+20 seats,Discovery,expansion,1120000,EUR,Birte,2026-11-03,2026-12-18,false,false\n",
  "exports/usage.csv": ["account,day,feature,events", ...WEEKS.map(({ day, logins }) => `fein,${day},Login,${logins}`)].join("\n"),
};

let cwd = "";
let book: Book;
beforeAll(async () => {
  cwd = tempFolder();
  writeFiles(join(cwd, "own"), FILES);
  book = await openBook({ directory: join(cwd, "own"), asOf: AS_OF, files: false });
});
afterAll(async () => {
  await book.close();
  removeFolder(cwd);
});

const ask = async (question: string): Promise<Brief> => {
  const brief = await book.ask(question);
  expect(brief.verification.unverified).toEqual([]);
  return brief;
};
const said = ({ findings }: Brief): string => findings.map(({ statement }) => statement).join("\n");

describe("a churn answer", () => {
  it("names the urgent tickets by one, the talk of leaving and what the NPS answer said", async () => {
    const brief = await ask("why is Hafen Logistik in trouble?");
    expect(brief.headline).toContain("2 urgent or high tickets open");
    expect(said(brief)).toContain('Open tickets: 2, of these urgent or high: 2, such as "Tour planning crashes".');
    expect(said(brief)).toContain("speak of leaving: 1.");
    expect(said(brief)).toContain('was 2, with the comment "Crashes all the time, nobody answers"; the answer before it was 9.');
    const steps = brief.actions.map(({ step }) => step);
    expect(steps).toContain("urgent-tickets");
    expect(steps).not.toContain("service-recovery");
  });
});

describe("an expansion answer", () => {
  it("names the open deal first, and how logins grew over half a year", async () => {
    const brief = await ask("is Fein Mechanik ready to expand?");
    expect(brief.findings[0]?.statement).toBe("Open expansion deals: 1; the amount of the deals is €11,200.");
    expect(said(brief)).toContain("Logins rose 30 % in 12 weeks against the 12 weeks before.");
    expect(brief.facts.find(({ metric }) => metric === "logins_change_12w")?.value).toBeCloseTo((12 * 13 - 120) / 120, 12);
  });
});

describe("the NPS", () => {
  it("is held against the answers from earlier in the year, one of each person", async () => {
    const { headline, facts } = await ask("how did our NPS move?");
    // Now one answer of 2; before it 9 and 10 against one 6, the 7 of the same person being older.
    expect(headline).toBe("NPS is -100 in the last 90 days, after an NPS of 33.3 earlier in the year.");
    expect(facts.filter(({ metric }) => metric.startsWith("nps_answers")).map(({ value }) => value)).toEqual([1, 3]);
  });
});

describe("what to do first", () => {
  it("is the renewal that is near and not talked about", async () => {
    const brief = await ask("what do I do first today?");
    expect(brief.headline).toMatch(/^First Pfeffer, which renews in 8 days/);
    expect(brief.actions[0]).toMatchObject({ step: "renewal", due: AS_OF });
  });

  it("is written in other words where the agreement ends soon", async () => {
    const draft = async (account: string): Promise<string> =>
      (await runCli(["draft", "--play", "renewal", "--account", account, "-C", "own", "--as-of", AS_OF], { cwd })).stdout.replaceAll(
        /\s+/g,
        " ",
      );
    expect(await draft("pfeffer")).toContain("which is soon. Before it is settled");
    expect(await draft("pfeffer")).not.toContain("Long before any paper");
    expect(await draft("fein")).toContain("Long before any paper");
  });
});

describe("an answer on a terminal", () => {
  it("begins with the command that makes what was asked for", async () => {
    const { stdout } = await runCli(["ask", "draft a mail to Pfeffer", "--no-model", "-C", "own", "--as-of", AS_OF], { cwd });
    expect(stdout.split("\n\n")[0]).toContain("See `echo-cs draft --play renewal --account pfeffer`");
  });
});
