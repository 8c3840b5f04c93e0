import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { accountWith, FAULTS } from "../app/check-faults.ts";
import { AS_OF, goodAccount, merged, writeBook } from "../app/standards-book.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
  const wanted = ["f01-reply", "f11-qbr", "f13-executive"];
  const hostile = goodAccount("hostile");
  for (const row of hostile["opportunities"] ?? []) row["name"] = "x";
  hostile["opportunities"]?.push({
    opportunity: "evil",
    account: "hostile",
    name: `<b>"50%", a:b & 'c'</b> \u001B[31m::error::x`,
    stage: "Proposal",
    kind: "renewal",
    amount: 5,
    currency: "USD",
    owner: "J",
    created_at: "2026-06-01 00:00:00",
    close_on: "2026-06-01",
  });
  writeBook(
    `${cwd}/my book`,
    merged([...FAULTS.filter(({ account }) => wanted.includes(account)).map((fault) => accountWith(fault, true)), hostile]),
  );
  writeFiles(`${cwd}/my book`, { "check-waivers.yaml": '- {rule: VA-11, until: "2026-12-31", reason: "on <leave>"}\n' });
});
afterAll(() => removeFolder(cwd));

const check = async (format: string, ...more: readonly string[]): Promise<string> =>
  (await runCli(["check", "-C", "my book", "--format", format, ...more], { cwd, now: `${AS_OF}T12:00:00Z` })).stdout;

interface Located {
  readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string }; readonly region?: { readonly startLine: number } };
}
interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: {
        readonly name: string;
        readonly rules: readonly { readonly id: string; readonly shortDescription: { readonly text: string } }[];
      };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations?: readonly Located[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
    }[];
  }[];
}

describe("check --format sarif", () => {
  it("has what SARIF 2.1.0 requires, rules that results point to, and lines of the exports", async () => {
    const log = JSON.parse(await check("sarif")) as Sarif;
    expect(log.version).toBe("2.1.0");
    expect(log.$schema).toContain("sarif-2.1.0");
    const [run] = log.runs;
    const rules = run?.tool.driver.rules ?? [];
    expect(run?.tool.driver.name).toBe("echo-cs");
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    const results = run?.results ?? [];
    expect(results.length).toBeGreaterThan(3);
    for (const { ruleId, ruleIndex, level, message, locations, partialFingerprints } of results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(["error", "warning", "note", "none"]).toContain(level);
      expect(message.text.length).toBeGreaterThan(0);
      expect(Object.values(partialFingerprints)[0]).toMatch(/^[0-9a-f]{16}$/);
      // Code scanning refuses a whole file for one result without a place: those of the book stand in its echo.yaml.
      expect(locations?.length).toBe(1);
      for (const { physicalLocation } of locations ?? []) {
        expect(physicalLocation?.artifactLocation.uri).toMatch(/^my%20book\/(exports\/\w+\.csv|echo\.yaml)$/);
        expect(physicalLocation?.region?.startLine ?? 0).toBeGreaterThan(0);
      }
    }
    const places = results.map(({ locations }) => locations?.[0]?.physicalLocation?.artifactLocation.uri);
    expect(places).toContain("my%20book/echo.yaml");
    const review = results.find(({ ruleId }) => ruleId === "VA-13");
    expect(review?.locations?.[0]?.physicalLocation?.region?.startLine).toBeGreaterThan(1);
    expect(results.find(({ ruleId }) => ruleId === "VA-11")?.suppressions).toMatchObject([
      { kind: "external", justification: "on <leave> (until 2026-12-31)" },
    ]);
  });

  it("is refused together with --json, which asks for another", async () => {
    const { exit, stdout, stderr } = await runCli(["check", "-C", "my book", "--format", "sarif", "--json"], { cwd });
    expect([exit, stderr + stdout]).toEqual([1, expect.stringContaining("two formats at once")]);
  });

  it("marks results against a baseline", async () => {
    await check("text", "--write-baseline", "b.json");
    const log = JSON.parse(await check("sarif", "--baseline", "b.json")) as {
      runs: { results: { baselineState?: string; suppressions?: unknown }[] }[];
    };
    const states = new Set(
      log.runs[0]?.results.filter(({ suppressions }) => suppressions === undefined).map(({ baselineState }) => baselineState),
    );
    expect([...states]).toEqual(["unchanged"]);
  });
});

describe("check --format junit", () => {
  it("is well-formed, counts what it holds, and fails only on grave findings", async () => {
    const xml = await check("junit", "--fail-on", "medium");
    expect(wellFormed(xml)).toBe(true);
    const counts = /<testsuites name="echo-cs check" tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)">/.exec(xml);
    const times = (pattern: RegExp): string => String([...xml.matchAll(pattern)].length);
    expect(counts?.slice(1)).toEqual([times(/<testcase /g), times(/<failure /g), times(/<skipped /g)]);
    expect(Number(counts?.[2])).toBeGreaterThan(1);
    expect(xml).toContain("waived until 2026-12-31: on &lt;leave&gt;");
    expect(xml).toContain("&lt;b&gt;&quot;50%&quot;, a:b &amp; &apos;c&apos;&lt;/b&gt;");
    expect(xml).not.toContain("\u001B");
    expect(/failures="(\d+)"/.exec(await check("junit", "--fail-on", "critical"))?.[1]).toBe("0");
  });
});

describe("check --format github", () => {
  it("prints one escaped command a finding and nothing else", async () => {
    const lines = (await check("github")).trimEnd().split("\n");
    for (const line of lines)
      expect(line).toMatch(/^::(error|warning|notice) ((file=my book\/exports\/\w+\.csv,)(line=\d+,)?)?title=[^,:]+::[^\n]+$/);
    expect(lines.join("\n")).not.toContain("\u001B");
    const evil = lines.find((line) => line.includes("VA-66"));
    expect(evil).toContain(`50%25", a:b`);
    expect(evil).toContain("%0AFix: ");
    expect(lines.at(-1)).toMatch(/^::notice title=echo-cs check::As of 2026-06-30: /);
    expect(lines.some((line) => line.includes("VA-11"))).toBe(false);
  });
});

/** Tags open and close in order, and every & begins an escape. */
function wellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [, close, name = "", self] of xml.matchAll(/<(\/?)([A-Za-z-]+)[^<>]*?(\/?)>/g)) {
    if (close === "/" ? open.pop() !== name : self !== "/" && open.push(name) === 0) return false;
  }
  return open.length === 0 && !/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(xml);
}

describe("check on a day before the first of which the exports tell", () => {
  it("warns, and takes no rule for kept", async () => {
    const ran = await runCli(["check", "-C", "my book", "--as-of", "2019-01-01", "--json"], { cwd });
    expect([ran.exit, ran.stderr]).toEqual([
      0,
      expect.stringMatching(/The exports begin on 202\d-.*nothing is on record up to 2019-01-01/),
    ]);
    const { rules } = JSON.parse(ran.stdout) as { rules: { state: string }[] };
    expect(rules.filter(({ state }) => state === "kept" || state === "broken")).toEqual([]);
    const { stdout } = await runCli(["check", "-C", "my book", "--as-of", "2019-01-01"], { cwd });
    const idle = rules.filter(({ state }) => state === "nothing to check").length;
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(`0 rules checked as of 2019-01-01, 0 kept, ${idle} had nothing to check`);
  });
});
