import { readFileSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { jsonTable } from "../../scripts/doc-schemas.ts";
import { rootPath } from "../../scripts/root.ts";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** Schema → the command whose output it must fit, typed in this order in one folder. */
const OUTPUTS: readonly (readonly [name: string, ...argv: string[]])[] = [
  ["ask", "ask", "why is Acme churning?"],
  ["advocates", "advocates"],
  ["book", "book"],
  ["charter", "charter"],
  ["check", "check"],
  ["check-rules", "check", "--list-rules"],
  ["churn-reasons", "churn", "reasons"],
  ["config-list", "config", "list"],
  ["diff", "diff", "2026-10-31", "2026-11-20"],
  ["doctor", "doctor"],
  ["evidence", "evidence", "F4"],
  ["expansion", "expansion"],
  ["forecast", "forecast"],
  ["handoffs-list", "handoffs", "list"],
  ["health", "health"],
  ["health-diff", "health", "diff", "2026-10-31", "2026-11-20"],
  ["import", "import"],
  ["journey", "journey"],
  ["metrics", "metrics", "--by", "month"],
  ["patterns", "patterns"],
  ["people", "people", "acme"],
  ["plays", "plays"],
  ["qbr", "qbr", "--account", "acme", "--format", "md"],
  ["ref-search", "ref", "search", "champion"],
  ["renewals", "renewals"],
  ["route", "route", "why is Acme churning?"],
  ["service", "service"],
  ["signals", "signals"],
  ["sweep", "sweep", "--dry-run"],
  ["tasks-list", "tasks", "list"],
  ["who", "who", "why is Acme churning?"],
];

/** Commands that read no book, so that `--demo` is none of their options. */
const BOOKLESS = new Set(["charter", "ref-search", "route", "who"]);

type Schema = Record<string, unknown>;

const schemaOf = (name: string): Schema => JSON.parse(readFileSync(rootPath(`docs/schemas/${name}.schema.json`), "utf8")) as Schema;

/** The same schema, which takes no key that it does not name: a key that the types do not tell is found so. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  return "properties" in inner && !("additionalProperties" in inner) ? { ...inner, additionalProperties: false } : inner;
}

/** What does not fit, with its path; empty where all fits. */
function misfits(name: string, value: unknown): string[] {
  const made = z.fromJSONSchema(strict(schemaOf(name)) as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value);
  return made.success ? [] : made.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
}

let folder = "";
beforeAll(async () => {
  folder = await demoFolder();
});
afterAll(() => removeFolder(folder));

describe("docs/schemas", () => {
  it.each(OUTPUTS)("%s is what the command prints", async (name, ...argv) => {
    const ran = await runCli([...argv, ...(BOOKLESS.has(name) ? [] : ["--demo"]), "--json"], { cwd: folder });
    expect(misfits(name, JSON.parse(ran.stdout))).toEqual([]);
  });

  it("holds lines of triage", async () => {
    writeFiles(folder, {
      "tickets.csv": "id,subject,description,created_at\n7,Login broken,Nobody can sign in!,2026-11-20\n8,Thanks,All is well,2026-11-20\n",
    });
    const ran = await runCli(["triage", "tickets.csv", "--json"], { cwd: folder });
    const lines = ran.stdout.trim().split("\n");
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(misfits("triage", JSON.parse(line))).toEqual([]);
  });

  it("finds a key that is missing, one that is new, and a value of another kind", async () => {
    const ran = await runCli(["signals", "--demo", "--json"], { cwd: folder });
    const [first] = JSON.parse(ran.stdout) as Record<string, unknown>[];
    const { severity, ...without } = first ?? {};
    expect(misfits("signals", [without]).join()).toContain("severity");
    expect(misfits("signals", [{ ...first, surprise: 1 }]).join()).toContain("surprise");
    expect(misfits("signals", [{ ...first, severity: 3 }])).not.toEqual([]);
    expect(severity).toBeDefined();
  });

  it("is listed on the page, each once", () => {
    const listed = [...jsonTable().matchAll(/schemas\/([a-z-]+)\.schema\.json/g)].map(([, name = ""]) => name);
    expect(listed.sort()).toEqual(
      readdirSync(rootPath("docs/schemas"))
        .map((name) => name.replace(".schema.json", ""))
        .sort(),
    );
  });
});
