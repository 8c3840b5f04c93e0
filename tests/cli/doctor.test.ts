import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Check } from "../../src/app/doctor-check.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";
import { serverAddress } from "./server-address.ts";

const SECRET = "sk-ant-a-very-secret-key";
const status = ({ checks }: { checks: readonly Check[] }): Record<string, string> =>
  Object.fromEntries(checks.map((check) => [check.name, check.status]));

describe("doctor", () => {
  let cwd = "";
  beforeAll(async () => {
    cwd = await demoFolder();
  });
  afterAll(() => removeFolder(cwd));

  it("finds the example in order, and says that there is no key", async () => {
    expect(status(await runJson(["doctor", "--demo"], { cwd }))).toEqual({
      node: "ok",
      workspace: "ok",
      config: "ok",
      exports: "ok",
      snapshot: "ok",
      team: "ok",
      references: "ok",
      key: "warn",
    });
  });

  it("runs without a workspace", async () => {
    const empty = tempFolder();
    expect(status(await runJson(["doctor"], { cwd: empty }))).toEqual({
      node: "ok",
      workspace: "warn",
      team: "ok",
      references: "ok",
      key: "warn",
    });
    removeFolder(empty);
  });

  it("never prints the key", async () => {
    const { exit, stdout, stderr } = await runCli(["doctor", "--demo"], { cwd, env: { ANTHROPIC_API_KEY: SECRET } });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/ok +key +ANTHROPIC_API_KEY is set/);
    expect(stdout + stderr).not.toContain(SECRET);
  });
});

describe("doctor in a workspace that is not in order", () => {
  let cwd = "";
  const broken = async (files: Readonly<Record<string, string>>, exit: 0 | 1): Promise<{ checks: Check[] }> => {
    cwd = tempFolder();
    writeFiles(cwd, files);
    return runJson<{ checks: Check[] }>(["doctor"], { cwd }, exit);
  };
  afterEach(() => removeFolder(cwd));

  it("names file, line and setting of a wrong configuration", async () => {
    const { checks } = await broken({ "echo.yaml": "company:\n  name: X\ncurency: EUR\n" }, 1);
    expect(checks.find(({ name }) => name === "config")).toMatchObject({
      status: "fail",
      detail: expect.stringMatching(/echo\.yaml:3.*curency/),
    });
  });

  it("warns of exports that are not there, and of a snapshot that is not made yet", async () => {
    expect(status(await broken({ "echo.yaml": "" }, 0))).toMatchObject({ exports: "warn", snapshot: "warn" });
  });

  it("fails for an agent file and a health model that do not load", async () => {
    const result = await broken({ "echo.yaml": "", "agents/x.md": "---js\n1\n---\n", "references/health/mine.yaml": "name: mine\n" }, 1);
    expect(status(result)).toMatchObject({ team: "fail", references: "fail" });
    for (const check of result.checks.filter((one) => one.status === "fail")) expect(check.fix).not.toBeNull();
  });

  it("sees a snapshot that is older than the exports", async () => {
    cwd = tempFolder();
    writeFiles(cwd, { "exports/companies.csv": "Record ID,Company name\n1,Acme Corp\n" });
    await runJson(["import"], { cwd });
    expect(status(await runJson(["doctor"], { cwd }))).toMatchObject({ snapshot: "ok" });
    writeFiles(cwd, { "exports/companies.csv": "Record ID,Company name\n1,Acme Corp\n2,Birch\n" });
    expect(status(await runJson(["doctor"], { cwd }))).toMatchObject({ snapshot: "warn" });
    writeFiles(cwd, { [join(".echo", "book.duckdb")]: "no database" });
    expect(status(await runJson(["doctor"], { cwd }))).toMatchObject({ snapshot: "warn" });
  });
});

describe("doctor --online", () => {
  let server: Server | undefined;
  let cwd = "";
  const ask = async (answer: { status: number; body: unknown }, exit: 0 | 1): Promise<Check | undefined> => {
    cwd = tempFolder();
    server = createServer((_request, response) =>
      response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body)),
    );
    const env = { ANTHROPIC_API_KEY: SECRET, ANTHROPIC_BASE_URL: await serverAddress(server) };
    const { checks } = await runJson<{ checks: Check[] }>(["doctor", "--online"], { cwd, env }, exit);
    return checks.find(({ name }) => name === "models");
  };
  afterEach(() => {
    server?.close();
    server = undefined;
    removeFolder(cwd);
  });
  const models = (...ids: readonly string[]): unknown => ({
    data: ids.map((id) => ({ id, type: "model", display_name: id, created_at: "2026-01-01T00:00:00Z" })),
    has_more: false,
    first_id: null,
    last_id: null,
  });

  it("finds that every alias stands for a model of the endpoint", async () => {
    expect(await ask({ status: 200, body: models("claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5") }, 0)).toMatchObject({
      status: "ok",
    });
  });

  it("names the alias whose model the endpoint lacks, and what it has instead", async () => {
    const check = await ask({ status: 200, body: models("claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-6") }, 0);
    expect(check).toMatchObject({
      status: "warn",
      detail: expect.stringContaining("opus (claude-opus-5-5)"),
      fix: expect.stringContaining("claude-opus-5-6"),
    });
  });

  it("fails for a key that is refused, without printing it", async () => {
    const check = await ask(
      { status: 401, body: { type: "error", error: { type: "authentication_error", message: `invalid x-api-key ${SECRET}` } } },
      1,
    );
    expect(check).toMatchObject({ status: "fail", detail: expect.stringContaining("ANTHROPIC_API_KEY was refused") });
    expect(JSON.stringify(check)).not.toContain(SECRET);
  });

  it("takes a server without a list of models for what it is", async () => {
    expect(await ask({ status: 404, body: {} }, 0)).toMatchObject({
      status: "warn",
      detail: expect.stringContaining("keeps no list of models"),
    });
  });

  it("asks nobody without a key", async () => {
    cwd = tempFolder();
    const { checks } = await runJson<{ checks: Check[] }>(["doctor", "--online"], { cwd });
    expect(checks.find(({ name }) => name === "models")).toMatchObject({ status: "warn", detail: expect.stringContaining("no key") });
  });
});
