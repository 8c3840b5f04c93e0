import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { othersNamed } from "../../src/app/qbr-others.ts";
import type { QbrReport } from "../../src/app/qbr.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import { textOfReport, visible } from "../reports/read-report.ts";
import { richWorkspace } from "../reports/review-workspaces.ts";

interface Standing {
  readonly account: string;
  readonly name: string;
  readonly score: number | null;
  readonly arr_minor: number | null;
}

const INTERNAL_WORDS =
  /health(?!care)|churn|\brisks?\b|expansion|up-?sell|cross-?sell|\bARR\b|renewal|detractor|\btier\b|competitor|forecast|white ?space|likel(?:y|ihood) to leave/gi;

let cwd: string;
let rich: string;
let standing: readonly Standing[];
let people: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  cwd = await demoFolder();
  rich = richWorkspace();
  standing = await runJson<Standing[]>(["health", "--all", "--demo"], { cwd });
  people = await contactsByCompany();
});
afterAll(() => [cwd, rich].forEach(removeFolder));

/** What a file of `own` holds that only we, or somebody else, may know: names, people, amounts, words. */
async function leaks(path: string, own: { readonly account: string; readonly name: string }): Promise<string[]> {
  const text = await textOfReport(path);
  const others = standing.filter(({ account, name }) => account !== own.account && !own.name.includes(name));
  const names = others.flatMap(({ name }) => [name, ...(people.get(name) ?? [])]);
  const money = standing.flatMap(({ arr_minor: minor }) => (minor === null || minor === 0 ? [] : [(minor / 100).toLocaleString("en-US")]));
  const score = standing.find(({ account }) => account === own.account)?.score;
  const told = visible(text).replaceAll(own.name, "the customer").replaceAll(own.account, "the-customer");
  const anyOf = (texts: readonly string[]): string => texts.map((one) => one.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return [
    ...(text.match(new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyOf(names)})(?![\\p{L}\\p{N}])`, "gu")) ?? []),
    ...(told.match(new RegExp(`(?<![\\d.,])(?:${anyOf([...new Set(money)])})(?![\\d,])`, "g")) ?? []),
    ...(score === null || score === undefined || Number.isInteger(score) ? [] : [score.toFixed(1)].filter((value) => told.includes(value))),
    ...(told.match(INTERNAL_WORDS) ?? []),
  ];
}

async function contactsByCompany(): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await runJson<{ company: string; person: string | null; email: string | null }[]>(
    [
      "sql",
      "SELECT a.name AS company, c.name AS person, c.email FROM contacts c JOIN accounts a USING (account)",
      "--limit",
      "0",
      "--demo",
    ],
    { cwd },
  );
  const found = new Map<string, string[]>();
  for (const { company, person, email } of rows)
    found.set(company, [...(found.get(company) ?? []), ...[person, email].filter((value) => value !== null)]);
  return found;
}

describe("a review for the customer", () => {
  it("of every account of the example, in every format and template, holds nothing of ours and nothing of others", async () => {
    expect(people.size).toBeGreaterThan(30);
    const templates = [
      ["agenda", "pptx"],
      ["deck", "html"],
      ["executive", "md"],
    ] as const;
    for (const [template, format] of templates) {
      const { reviews } = await runJson<QbrReport>(["qbr", "--all", "--template", template, "--format", format, "--demo"], { cwd });
      expect(reviews.length).toBe(40);
      for (const review of reviews)
        for (const file of review.files) expect(await leaks(join(cwd, "echo-demo", file), review), file).toEqual([]);
    }
  }, 240_000);

  it("keeps the speaker's notes out of what can be read as it is, unless they are asked for", async () => {
    const told = async (...flags: string[]): Promise<string[]> => {
      const { reviews } = await runJson<QbrReport>(["qbr", "--account", "acme", "--demo", ...flags], { cwd });
      return Promise.all((reviews[0]?.files ?? []).map((file) => textOfReport(join(cwd, "echo-demo", file))));
    };
    const hint = "name what was missed before the customer does";
    const isTold = async (...flags: string[]): Promise<boolean[]> => (await told(...flags)).map((text) => text.includes(hint));
    expect(await isTold("--format", "pptx,html,md")).toEqual([true, false, false]);
    expect(await isTold("--format", "html,md", "--notes")).toEqual([true, true]);
    expect(await isTold("--format", "html,md", "--internal")).toEqual([true, true]);
    expect((await told("--format", "md"))[0]).toContain("Every number below is computed from the exports");
  }, 60_000);

  it("is told from an internal one by the same look", async () => {
    const { reviews } = await runJson<QbrReport>(["qbr", "--account", "acme", "--internal", "--format", "pptx,md", "--demo"], { cwd });
    const [review] = reviews;
    expect(review?.audience).toBe("internal");
    for (const file of review?.files ?? []) {
      expect(file).toContain("-internal.");
      const found = await leaks(join(cwd, "echo-demo", file), { account: "acme", name: "Acme Corp" });
      expect(found).toEqual(expect.arrayContaining(["Marrowstone Bank", "118,800", "ARR", "Health", "Risks"]));
    }
  }, 60_000);

  it("leaves out rows whose words name another account, and says how many", async () => {
    const { reviews } = await runJson<QbrReport>(["qbr", "--account", "acme", "--format", "md,pptx", "-C", rich], { cwd });
    const [review] = reviews;
    expect(review?.withheld).toBe(1);
    for (const file of review?.files ?? []) {
      const text = await textOfReport(join(rich, file));
      expect(text).toContain("Offline mode for tablets");
      expect(text).not.toMatch(/Marrowstone|Secret wish|12,345|Winter release/);
    }
  }, 120_000);
});

describe("names of others", () => {
  const word = fc.stringMatching(/^[a-z]{2,8}$/);
  it("are found between any signs, in any case, and never within a word", () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), word, fc.constantFrom(" ", "-", ", ", " & "), (name, around, sign) => {
        const names = othersNamed("zzzzzzzzzz", [name.join(" ")]);
        expect(names(`${around} ${name.join(sign).toUpperCase()}!`)).toBe(true);
        expect(names(`x${name.join(" ")}x${name.join(" ")}x`)).toBe(name.length === 3 && name[1] === `${name[2] ?? ""}x${name[0] ?? ""}`);
      }),
    );
    expect(othersNamed("Acme Labs", ["Acme", "Beta"])("Acme is fine, beta is not")).toBe(true);
    expect(othersNamed("Acme Labs", ["Acme"])("Acme is fine")).toBe(false);
    expect(othersNamed("Acme", ["", "  ", "!"])("anything ! at all")).toBe(false);
  });
});
