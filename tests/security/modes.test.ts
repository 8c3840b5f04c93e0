import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ModelServer, startModelServer, toolCall } from "../../src/testing/model-server.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const BRIEF = JSON.stringify({ headline: "Acme is leaving.", findings: [], actions: [], references: [], unknowns: [] });

/** Files that hold customers' data in words, by what they are. */
const PRIVATE: readonly (readonly [what: string, path: RegExp])[] = [
  ["transcripts", /^\.echo\/runs\/.*\/transcript-\d+\.ndjson$/],
  ["Facts", /^\.echo\/runs\/.*\/facts\.ndjson$/],
  ["Briefs", /^\.echo\/runs\/.*\/brief\.json$/],
  ["recorded calls", /^tape\/.*\.json$/],
  ["results of a batch", /^results\.ndjson$/],
];

describe.skipIf(process.platform === "win32")("files that hold customers' data", () => {
  let server: ModelServer;
  let cwd: string;
  let before: number | undefined;
  beforeEach(async () => {
    server = await startModelServer({
      reply: ({ messages }) => (messages.length === 1 ? { content: [toolCall("facts", { metrics: ["logins_change_30d"] })] } : BRIEF),
    });
    cwd = tempFolder();
  });
  afterEach(async () => {
    if (before !== undefined) process.umask(before);
    await server.close();
    removeFolder(cwd);
  });

  it.each([
    ["022", 0o022],
    ["000", 0o000],
  ] as const)(
    "are their owner's only, with umask %s",
    async (_what, mask) => {
      before = process.umask(mask);
      writeFiles(cwd, {
        "exports/accounts.csv": "account,name,domain\n1,Acme,acme.example\n",
        "exports/usage.csv": "account,day,feature,events\n1,2026-11-01,login,3\n",
        "jobs.ndjson": '{"id":"a","question":"why is Acme churning?"}\n',
      });
      const env = { ANTHROPIC_API_KEY: "key-of-the-test", ANTHROPIC_BASE_URL: server.url };
      for (const argv of [
        ["ask", "why is Acme churning?", "--record", join(cwd, "tape")],
        ["batch", "jobs.ndjson", "--out", "results.ndjson"],
        ["ask", "why is Acme churning?", "--no-model"],
      ])
        expect((await runCli(argv, { cwd, env })).exit, argv.join(" ")).toBe(0);
      const files = readdirSync(cwd, { recursive: true, encoding: "utf8" }).filter((name) => lstatSync(join(cwd, name)).isFile());
      const modeOf = (path: string): string => (lstatSync(join(cwd, path)).mode & 0o777).toString(8);
      for (const [what, kind] of PRIVATE) {
        const found = files.filter((file) => kind.test(file));
        expect(found, what).not.toEqual([]);
        expect(
          found.filter((file) => modeOf(file) !== "600"),
          what,
        ).toEqual([]);
      }
      // The snapshot and all that lies beside it are shut in by their folder.
      expect(files).toContain(".echo/book.duckdb");
      expect(modeOf(".echo")).toBe("700");
      // What a team shares is left as the person's own settings have it.
      expect(modeOf("tasks")).toBe((0o777 & ~mask).toString(8));
    },
    60_000,
  );
});
