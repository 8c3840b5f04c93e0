import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";
import { runCli } from "../../../src/testing/run-cli.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { queueDatabaseUrl, shownDatabase } from "../../../src/batch/queue/database-url.ts";
import { troubleIn, troubleOf } from "../../../src/batch/queue/trouble.ts";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

describe("what cannot be queued is refused before anything is enqueued", () => {
  let cwd = "";
  beforeEach(() => {
    cwd = tempFolder();
    writeFiles(cwd, { "jobs.ndjson": '{"id":"a","question":"why is Acme churning?"}\n' });
  });
  afterEach(() => removeFolder(cwd));
  const said = async (job: object, ...flags: string[]): Promise<string> => {
    writeFiles(cwd, { "jobs.ndjson": `${JSON.stringify(job)}\n` });
    const { exit, stderr, stdout } = await runCli(["batch", "jobs.ndjson", "--demo", "--queue", ...flags], { cwd });
    expect([exit, stdout]).toEqual([1, ""]);
    return stderr;
  };
  const ASK = { id: "a", question: "why is Acme churning?" };

  it("options that workers cannot keep", async () => {
    expect(await said(ASK, "--budget", "5")).toContain("--budget does not go together with --queue");
    expect(await said(ASK, "--fail-fast")).toContain("--fail-fast does not go together with --queue");
    expect(await said(ASK, "--concurrency", "9")).toContain("echo-cs worker --concurrency 16");
    expect(await said(ASK, "--via", "batches")).toContain("--via does not go together with --queue");
  });

  it("commands that would change the book under the others, and jobs on books of their own", async () => {
    const line = await said({ id: "a", command: "import" });
    expect(line).toContain("The job a: import cannot be done by a worker.");
    expect(line).toContain("jobs.ndjson:1");
    expect(await said({ id: "a", command: "health", args: ["acme", "-C", "../other"] })).toContain("names a workspace of its own");
    expect(await said({ id: "a", command: "health", args: ["acme", "--demo"] })).toContain("names a workspace of its own");
    // Words of a question are no options.
    expect(await said({ id: "a", question: "what does --demo do for Acme?" })).toContain("ECHO_DATABASE_URL is not set");
  });

  it("a batch without jobs and without --attach", async () => {
    const { exit, stderr } = await runCli(["batch"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("<jobs> is missing");
  });

  it("a database that is none, whose address is repeated nowhere", () => {
    const of = (url: string): string => queueDatabaseUrl({ ECHO_DATABASE_URL: url });
    expect(of(" postgres://u:p@db:5432/echo ")).toBe("postgres://u:p@db:5432/echo");
    for (const wrong of ["mysql://u:tops3cret@db/echo", "postgres://u:tops3cret@db", "postgres://u:tops3cret@db/", "tops3cret"]) {
      const thrown = (() => {
        try {
          return of(wrong);
        } catch (error) {
          return error;
        }
      })();
      expect(thrown).toMatchObject({ code: "queue-database" });
      expect(JSON.stringify(thrown)).not.toContain("tops3cret");
    }
    expect(shownDatabase("postgres://u:tops3cret@db:5432/echo?sslmode=require")).toBe("db:5432/echo");
  });
});

describe("trouble of a machine", () => {
  it("is told apart from what is wrong with a job", () => {
    expect(troubleOf(Object.assign(new Error("no space left"), { code: "ENOSPC" }))).toBe("no space left");
    expect(troubleOf(Object.assign(new Error("gone"), { code: "57P01" }))).toBe("the database is away");
    expect(troubleOf(new Error("a bug"))).toBeUndefined();
    const failed = { id: "a", status: "failed", exit: 1 } as const;
    expect(troubleIn({ ...failed, error: { code: "file-refused", message: "/x cannot be used: the disk is full." } })).toBe(
      "the disk is full",
    );
    expect(troubleIn({ ...failed, error: { code: "file-refused", message: "/x cannot be used: permission denied." } })).toBeUndefined();
    expect(troubleIn({ ...failed, error: { code: "unknown-account", message: "the disk is full of accounts" } })).toBeUndefined();
    expect(troubleIn({ id: "a", status: "ok", exit: 0 })).toBeUndefined();
  });
});

describe("without a queue", () => {
  it("nothing of DBOS and of the driver is imported by name outside of the folder of the queue, and there only late", () => {
    const folder = join(ROOT, "src/batch/queue");
    for (const file of readdirSync(folder).map((name) => join(folder, name)))
      for (const [line] of readFileSync(file, "utf8").matchAll(/^import (?!type ).*from "(?:pg|@dbos-inc[^"]*)";$/gm))
        expect(`${file}: ${line}`).toBe("");
  });
});
