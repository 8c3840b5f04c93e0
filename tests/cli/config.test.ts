import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { configSchema, parseConfig } from "../../src/config/config-file.ts";
import { configJsonSchema } from "../../src/config/json-schema.ts";
import { SETTINGS } from "../../src/config/settings.ts";
import { DEFAULT_LIMITS } from "../../src/run/model/budget.ts";
import { ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const TEXT = "# mine\nllm: sonnet # cheap\nbudget:\n  usd: 1\n";
let cwd = "";
beforeEach(() => {
  cwd = tempFolder();
  writeFiles(cwd, { "echo.yaml": TEXT });
});
afterEach(() => removeFolder(cwd));

describe("what can be looked up", () => {
  it("is: a currency by its code, and me by the owners in the exports", async () => {
    const bad = await runCli(["config", "set", "currency", "XXQ"], { cwd });
    expect([bad.exit, bad.stderr]).toEqual([1, expect.stringContaining("is no ISO currency code")]);
    await runCli(["config", "set", "currency", "eur"], { cwd });
    expect(readFileSync(join(cwd, "echo.yaml"), "utf8")).toContain("currency: EUR");
    cpSync(join(ROOT, "examples", "northstar", "exports", "hubspot"), join(cwd, "exports"), { recursive: true });
    cpSync(join(ROOT, "examples", "northstar", "exports", "zendesk"), join(cwd, "exports", "zendesk"), { recursive: true });
    const nobody = await runCli(["config", "set", "me", "Hanna"], { cwd });
    expect([nobody.exit, nobody.stderr]).toEqual([1, expect.stringContaining("Hannah Lindqvist")]);
    expect(readFileSync(join(cwd, "echo.yaml"), "utf8")).not.toContain("me:");
    expect((await runCli(["config", "set", "me", "Hannah Lindqvist"], { cwd })).exit).toBe(0);
  });
});

interface Told {
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
}

describe("config list, get and explain", () => {
  it("tell every setting with its value and where that comes from", async () => {
    const { settings, variables } = await runJson<{ settings: Told[]; variables: { name: string; value: string | null }[] }>(
      ["config", "list"],
      {
        cwd,
        env: { ANTHROPIC_API_KEY: "sk-ant-canary", PAGER: "most" },
      },
    );
    expect(settings).toHaveLength(SETTINGS.length);
    for (const key of Object.keys(configSchema.shape))
      expect(
        settings.some((one) => one.key === key || one.key.startsWith(`${key}.`)),
        key,
      ).toBe(true);
    expect(settings.filter(({ source }) => source !== "default")).toMatchObject([
      { key: "llm", value: "sonnet", source: "echo.yaml" },
      { key: "budget.usd", value: 1, source: "echo.yaml" },
    ]);
    expect(variables.find(({ name }) => name === "ANTHROPIC_API_KEY")?.value).toBe("set");
    expect(variables.find(({ name }) => name === "PAGER")?.value).toBe("most");
    const text = (await runCli(["config", "list"], { cwd, env: { ANTHROPIC_API_KEY: "sk-ant-canary" } })).stdout;
    expect(text).not.toContain("canary");
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("a variable wins over the file, and both are shown", async () => {
    expect(await runJson(["config", "get", "llm"], { cwd, env: { ECHO_LLM: "haiku" } })).toEqual({
      key: "llm",
      value: "haiku",
      source: "environment",
    });
    expect((await runCli(["config", "get", "llm"], { cwd })).stdout).toBe("sonnet\n");
    expect((await runCli(["config", "get", "budget"], { cwd })).stdout).toBe('{"usd":1}\n');
    const { stdout } = await runCli(["config", "explain", "llm"], { cwd, env: { ECHO_LLM: "haiku" } });
    expect(stdout).toMatch(/the option --llm[\s\S]*the variable ECHO_LLM +haiku +← in effect[\s\S]*echo\.yaml, line 2 +sonnet\n/);
  });

  it("work outside a workspace, and know misspelt keys", async () => {
    const elsewhere = tempFolder();
    expect((await runCli(["config", "get", "timezone"], { cwd: elsewhere })).stdout).toBe("UTC\n");
    removeFolder(elsewhere);
    const { exit, stderr } = await runCli(["config", "get", "time-zone"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("Did you mean timezone?");
  });

  it("tell the limits that hold where nothing is set", () => {
    for (const name of ["turns", "tokens", "seconds"] as const)
      expect(SETTINGS.find(({ key }) => key === `budget.${name}`)?.default).toBe(String(DEFAULT_LIMITS[name]));
  });
});

describe("config set", () => {
  const file = (): string => readFileSync(join(cwd, "echo.yaml"), "utf8");

  it("changes the value and nothing else", async () => {
    expect(await runJson(["config", "set", "llm", "opus"], { cwd })).toMatchObject({
      key: "llm",
      before: "sonnet",
      value: "opus",
      changed: true,
    });
    await runCli(["config", "set", "budget.turns", "5"], { cwd });
    await runCli(["config", "set", "models.sonnet", "my-model"], { cwd });
    await runCli(["config", "set", "me", "007"], { cwd });
    expect(file()).toBe('# mine\nllm: opus # cheap\nbudget:\n  usd: 1\n  turns: 5\nmodels: {sonnet: my-model}\nme: "007"\n');
    expect((await runCli(["config", "set", "llm", "opus"], { cwd })).stdout).toBe("llm is opus already\n");
  });

  it.each([
    ["budget.usd", "lots", "number"],
    ["timezone", "Europe/Atlantis", 'The setting timezone cannot be "Europe/Atlantis": it is no IANA time zone'],
    ["timezone", "Europa/Berlin", "allowed did you mean Europe/Berlin?"],
    ["timezone", "qqqqqqqqqqqq", "allowed an IANA time zone, such as"],
    ["currency", "euros", "allowed an ISO currency code, such as USD"],
    ["as_of", "2026-02-30", "YYYY-MM-DD"],
    ["check.fail_on", "graver", "severity"],
    ["budgt.usd", "1", "Did you mean budget.usd?"],
  ])("refuses %s %s and writes nothing", async (key, value, told) => {
    const { exit, stderr } = await runCli(["config", "set", key, value], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain(told);
    expect(file()).toBe(TEXT);
  });

  it("makes the file where there is none, and leaves the example alone", async () => {
    const fresh = tempFolder();
    writeFiles(fresh, { "exports/.keep": "" });
    await runCli(["config", "set", "currency", "eur"], { cwd: fresh });
    expect(parseConfig(readFileSync(join(fresh, "echo.yaml"), "utf8"), "echo.yaml")).toEqual({ currency: "EUR" });
    expect((await runCli(["config", "set", "currency", "eur", "--demo"], { cwd: fresh })).stderr).toContain("part of the program");
    removeFolder(fresh);
  });
});

describe("the schema for editors", () => {
  const check = new AjvJsonSchemaValidator().getValidator(configJsonSchema());

  it("is the one that is shipped and printed", async () => {
    const shipped: unknown = JSON.parse(readFileSync(join(ROOT, "schema/echo.schema.json"), "utf8"));
    expect(shipped, "run: npx tsx scripts/config-schema.ts").toEqual(configJsonSchema());
    expect(JSON.parse((await runCli(["config", "schema"], { cwd })).stdout)).toEqual(shipped);
  });

  it("accepts what the program accepts, and refuses misspelt keys", () => {
    for (const text of [
      TEXT,
      "check: {fail_on: high, rules: {VA-1: off}}\n",
      "privacy: {mask: off}\n",
      "mapping: [{file: a.csv, columns: {day: Date}}]\n",
      "company: {name: A, more: 1}\n",
    ]) {
      expect(() => parseConfig(text, "echo.yaml"), text).not.toThrow();
      expect(check(parse(text)).errorMessage, text).toBeUndefined();
    }
    for (const text of [
      "lllm: x\n",
      "budget: {token: 1}\n",
      "budget: {turns: 0}\n",
      "currency: Dollars\n",
      "model: on\n",
      "finance: {gross_margin: 2}\n",
    ]) {
      expect(() => parseConfig(text, "echo.yaml"), text).toThrow();
      expect(check(parse(text)).valid, text).toBe(false);
    }
  });

  it("lies beside a new workspace, whose file names it", async () => {
    const fresh = tempFolder();
    await runCli(["init"], { cwd: fresh });
    const [line] = readFileSync(join(fresh, "echo.yaml"), "utf8").split("\n");
    const path = /^# yaml-language-server: \$schema=(\S+)$/.exec(line ?? "")?.[1] ?? "";
    expect(existsSync(join(fresh, path))).toBe(true);
    expect(JSON.parse(readFileSync(join(fresh, path), "utf8"))).toEqual(configJsonSchema());
    removeFolder(fresh);
  });
});
