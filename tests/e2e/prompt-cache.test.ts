import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoFolder } from "../../src/testing/demo-book.ts";
import { startModelServer, toolCall, type ModelServer, type SentBody, type Served } from "../../src/testing/model-server.ts";
import { runCli } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

/** A diagnosis of five turns: measure, look at use and signals, read tickets, look up the practice, answer. */
function diagnosis({ messages }: SentBody): Served {
  const turns: Served[] = [
    { content: [toolCall("facts", { metrics: ["logins_change_30d", "arr", "overdue_amount"] }, "t0"), toolCall("health", {}, "t1")] },
    { content: [toolCall("usage_trend", {}, "t2"), toolCall("signals", {}, "t3")] },
    { content: [toolCall("tickets_search", { days: 90, limit: 4 }, "t4")] },
    { content: [toolCall("references", { text: "usage falls", limit: 2 }, "t5")] },
  ];
  return (
    turns[(messages.length - 1) / 2] ??
    JSON.stringify({ headline: "They are leaving.", findings: [], actions: [], references: [], unknowns: [] })
  );
}

interface Prompt {
  /** The prompt in the order in which the server reads it, without the marks. */
  readonly parts: readonly string[];
  /** How many parts lie before each mark. */
  readonly marks: readonly number[];
}

function promptOf({ tools = [], system = [], messages }: SentBody): Prompt {
  const marks: number[] = [];
  const parts = [
    ...tools,
    ...system,
    ...messages.flatMap(({ role, content }) => (content as readonly object[]).map((block) => ({ role, ...block }))),
  ].map((part, index) => {
    const { cache_control: mark, ...rest } = part as { cache_control?: object };
    if (mark !== undefined) marks.push(index + 1);
    return JSON.stringify(rest);
  });
  return { parts, marks };
}

/** Characters of a prompt that lie in the longest marked prefix of it which an earlier prompt had marked too. */
function cachedIn(prompt: Prompt, earlier: readonly Prompt[]): number {
  const known = new Set(earlier.flatMap((before) => before.marks.map((mark) => before.parts.slice(0, mark).join("\n"))));
  const hit = prompt.parts.map((_, index) => index + 1).filter((length) => known.has(prompt.parts.slice(0, length).join("\n")));
  return size(prompt.parts.slice(0, hit.at(-1) ?? 0));
}

const size = (parts: readonly string[]): number => parts.reduce((sum, part) => sum + part.length, 0);

describe("the cached prefix", () => {
  let server: ModelServer;
  const folders: string[] = [];
  beforeEach(async () => {
    server = await startModelServer({ reply: diagnosis });
  });
  afterEach(async () => {
    await server.close();
    for (const folder of folders.splice(0)) removeFolder(folder);
  });

  async function ask(question: string): Promise<SentBody[]> {
    const cwd = await demoFolder();
    folders.push(cwd);
    const before = server.requests.length;
    const ran = await runCli(["ask", question, "--demo", "--agent", "retention-specialist"], {
      cwd,
      env: { ANTHROPIC_API_KEY: "k-0123456789", ANTHROPIC_BASE_URL: server.url },
    });
    expect(ran.exit, ran.stderr).toBe(0);
    return server.requests.slice(before).map(({ text }) => JSON.parse(text) as SentBody);
  }

  it("holds at least 80 % of what a five-turn diagnosis sends", async () => {
    const before = await ask("why is Amberjack Foods churning?");
    const bodies = await ask("why is Acme churning?");
    expect(bodies).toHaveLength(5);
    const prompts = bodies.map(promptOf);
    const share = (earlier: readonly Prompt[]): number =>
      prompts.reduce((sum, prompt, index) => sum + cachedIn(prompt, [...earlier, ...prompts.slice(0, index)]), 0) /
      prompts.reduce((sum, { parts }) => sum + size(parts), 0);
    // With the prefix still in the cache from another question to the agent; and alone, where the first turn finds nothing.
    expect(share(before.map(promptOf))).toBeGreaterThanOrEqual(0.8);
    expect(share([])).toBeGreaterThanOrEqual(0.7);
  });

  it("is the same to the byte for every turn, task, folder and day of asking, and marked four times at most", async () => {
    const bodies = [...(await ask("why is Acme churning?")), ...(await ask("write a save plan for Amberjack Foods"))];
    const prefixes = bodies.map(({ tools, system, output_config, model }) => JSON.stringify([tools, system, output_config, model]));
    expect(new Set(prefixes).size).toBe(1);
    expect(prefixes[0]).not.toMatch(/Acme|Amberjack|2026-11|\/tmp\//);
    for (const body of bodies) expect(promptOf(body).marks.length).toBeLessThanOrEqual(4);
  });
});
