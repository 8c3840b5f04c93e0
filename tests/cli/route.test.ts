import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../../src/app/route.ts";
import type { Route } from "../../src/team/route/route.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

let cwd = "";
beforeAll(() => {
  cwd = tempFolder();
});
afterAll(() => removeFolder(cwd));

const SSO = "does our SSO work with Okta? the buyer wants to know before they sign";

describe("route", () => {
  it("needs no workspace and names lane, agent, confidence, reasons and alternatives", async () => {
    const answer = await runJson<Route>(["route", SSO], { cwd });
    expect(answer).toMatchObject({
      lane: "sales",
      agent: "sales-engineer",
      confidence: expect.any(Number),
      alternatives: expect.any(Array),
    });
    expect(answer.reasons.length).toBeGreaterThan(0);
    expect(existsSync(join(cwd, ".echo"))).toBe(false);
  });

  it("answers what is none of the team's business with lane none and no agent", async () => {
    expect(await runJson<Route>(["route", "where is the best pizza in Naples"], { cwd })).toMatchObject({ lane: "none", agent: null });
    const { exit, stdout } = await runCli(["route", "where is the best pizza in Naples"], { cwd });
    expect(exit).toBe(0);
    expect(stdout).toContain("none of the team's business");
    expect(stdout).toContain("support:");
  });

  it("opens no database", async () => {
    await runCli(["route", SSO], { cwd });
    // The process's own report lists the native libraries it holds.
    expect(JSON.stringify(process.report.getReport())).not.toContain("duckdb.node");
  });

  it("lets a file decide", async () => {
    const answer = await runJson<Route>(["route", "please have a look", "--file", "notes/x.txt", "--file", "forecast/q4.xlsx"], { cwd });
    expect(answer.agent).toBe("account-executive");
    expect(answer.reasons.join(" ")).toContain("forecast/q4.xlsx");
  });

  it("takes the words of a request without quotes", async () => {
    expect(await runJson(["route", ...SSO.split(" ")], { cwd })).toEqual(await runJson(["route", SSO], { cwd }));
  });

  it("counts a workspace's own agents", async () => {
    writeFiles(cwd, {
      "book/echo.yaml": "",
      "book/agents/harbour.md":
        "---\nname: harbour-master\ndescription: Berths and moorings\nlane: support\ntriggers:\n  keywords: [mooring, berth]\n---\nYou assign berths.\n",
    });
    expect(await runJson<Route>(["route", "the customer needs a mooring and another berth", "-C", "book"], { cwd })).toMatchObject({
      agent: "harbour-master",
    });
  });
});

describe("route -", () => {
  const lines = (text: string): Answer[] =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Answer);

  it("answers each line under its id, in order, whatever the chunks", async () => {
    const text = `{"id":1,"request":"${SSO}"}\r\n\n{"id":"zwei","request":"Müller AG: invoice über 3 € is wrong","files":["a.csv"]}\n{"id":null,"request":"what is the meaning of life"}`;
    const bytes = new TextEncoder().encode(text);
    const whole = await runCli(["route", "-", "--json"], { cwd, stdin: text });
    expect(whole.exit).toBe(0);
    expect(lines(whole.stdout).map(({ id }) => id)).toEqual([1, "zwei", null]);
    expect(lines(whole.stdout)[0]).toMatchObject({
      lane: "sales",
      agent: "sales-engineer",
      reasons: expect.any(Array),
      alternatives: expect.any(Array),
    });
    const bytewise = await runCli(["route", "-", "--json"], { cwd, stdin: Array.from(bytes, (byte) => Uint8Array.of(byte)) });
    expect(bytewise.stdout).toBe(whole.stdout);
  });

  it("puts an error in the place of a broken line, goes on, and exits with 3", async () => {
    const { exit, stdout } = await runCli(["route", "-", "--json"], {
      cwd,
      stdin:
        '{"id":1,"request":"renewal of Acme"}\n{oops\n[1]\n{"id":4}\n{"id":5,"request":"x","files":[1]}\n{"id":6,"request":"renewal of Acme"}\n',
    });
    expect(exit).toBe(3);
    expect(lines(stdout)).toMatchObject([
      { id: 1 },
      { id: null, error: expect.stringContaining("JSON") },
      { id: null, error: expect.any(String) },
      { id: 4, error: expect.any(String) },
      { id: 5, error: expect.any(String) },
      { id: 6 },
    ]);
  });

  it("answers nothing with nothing", async () => {
    expect(await runCli(["route", "-", "--json"], { cwd, stdin: "" })).toMatchObject({ exit: 0, stdout: "" });
  });
});
