import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "../../../src/core/clock.ts";
import { ModelError } from "../../../src/core/errors.ts";
import { ScriptedModel, toolUse, type Script } from "../../../src/llm/scripted.ts";
import { runTeam, type Shared } from "../../../src/run/model/consult-team.ts";
import { memoryJournal } from "../../../src/run/model/journal.ts";
import type { ModelRunResult } from "../../../src/run/model/model-run.ts";
import { openJournal } from "../../../src/run/model/open-journal.ts";
import { RUN_FORMAT, type RunEvent } from "../../../src/run/model/run-event.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";
import { defineTool } from "../../../src/tools/tool.ts";
import { z } from "zod";
import { briefJson, RULES, seat, shared, TASK } from "./samples.ts";

const measure: Script = {
  content: [toolUse("facts", { metrics: ["logins_change_30d"] })],
  usage: { input: 100, output: 10, cacheRead: 0, cacheWrite: 0 },
};
const hand: Script = {
  content: [
    toolUse("handoff", { to: "sales-engineer", mode: "consult", reason: "technical", ask: "is it the export?", facts: ["F1"] }, "h1"),
    toolUse("tickets_search", {}, "t1"),
  ],
};
const child = briefJson("The export is at fault; logins fell {F1|pct}.");
const wrong = briefJson("Logins fell 47%.");
const right = briefJson("Logins fell {F1|pct}.");
const WHOLE: readonly Script[] = [measure, hand, measure, child, wrong, right];

/** The scripted model answers by who asks and how far they are, so that it can be asked from anywhere. */
function model(): ScriptedModel {
  return new ScriptedModel(
    ...Array.from({ length: 20 }, (): Script => (request) => {
      const isChild = request.system[1]?.text.includes("You are sales-engineer") === true;
      const turn = (request.messages.length - 1) / 2;
      const script = isChild ? [measure, child][turn] : [measure, hand, wrong, right][turn];
      return (typeof script === "function" ? script(request) : script) as Exclude<Script, Error | ((...args: never[]) => unknown)>;
    }),
  );
}

function run(client: ScriptedModel, more: Partial<Shared> = {}): Promise<ModelRunResult> {
  return runTeam(seat("customer-success-manager"), TASK, shared(client, more), RULES);
}

const told = ({ parts, facts, handoffs, meter, turns, stop }: ModelRunResult): unknown => ({
  parts,
  facts,
  handoffs,
  usage: meter.usage,
  usd: meter.usd,
  turns,
  stop,
});

describe("a run that is taken up again", () => {
  it("ends in the same result from any point of its journal, with no finished call made again", async () => {
    const journal = memoryJournal<RunEvent>();
    const first = model();
    const whole = await run(first, { journal });
    expect(first.calls).toHaveLength(WHOLE.length);
    expect(whole.parts?.headline).toBe("Logins fell 46 %.");
    for (let cut = 0; cut <= journal.events.length; cut += 1) {
      const past = journal.events.slice(0, cut);
      const again = model();
      const resumed = await run(again, { journal: memoryJournal(past) });
      expect(told(resumed), `cut after ${cut} events`).toEqual(told(whole));
      expect(again.calls, `cut after ${cut} events`).toHaveLength(WHOLE.length - past.filter(({ type }) => type === "replied").length);
    }
  });

  it("does no effect twice, and tells one that may have been done that it is made again", async () => {
    const seen: string[] = [];
    const note = defineTool({
      name: "note",
      description: "notes",
      effect: "write",
      grant: "everyone",
      input: z.object({}),
      run: async (_, { effect }) => {
        seen.push(`${effect.key}${effect.again ? " again" : ""}`);
        return { text: "noted" };
      },
    });
    const script = (): ScriptedModel => new ScriptedModel({ content: [toolUse("note", {})] }, measure, right);
    const own = { ...seat("customer-success-manager"), tools: [...seat("customer-success-manager").tools, note] };
    const go = (client: ScriptedModel, journal: Shared["journal"]): Promise<ModelRunResult> =>
      runTeam(own, TASK, shared(client, { journal, taskId: "churn-acme" }), RULES);
    const journal = memoryJournal<RunEvent>();
    await go(script(), journal);
    expect(seen).toEqual(["churn-acme/1/1/0"]);
    const types = journal.events.map(({ type }) => type);
    const after = (type: string): RunEvent[] => journal.events.slice(0, types.indexOf(type as RunEvent["type"]) + 1);
    const rest = (): ScriptedModel => new ScriptedModel(measure, right);
    await go(rest(), memoryJournal(after("tool-done")));
    expect(seen).toEqual(["churn-acme/1/1/0"]);
    await go(rest(), memoryJournal(after("tool-begun")));
    expect(seen).toEqual(["churn-acme/1/1/0", "churn-acme/1/1/0 again"]);
  });

  it("asks a failed receiver once more where nobody went on from its failure", async () => {
    const journal = memoryJournal<RunEvent>();
    const busy = new ModelError({ code: "overloaded", message: "busy" });
    await expect(run(new ScriptedModel(measure, hand, busy, busy), { journal })).rejects.toThrow("busy");
    const again = model();
    const { handoffs } = await run(again, { journal: memoryJournal(journal.events) });
    expect(handoffs).toMatchObject([{ to: "sales-engineer", complete: true }]);
  });

  it("ends the whole run where a receiver ends at a limit, once with what there is", async () => {
    const capped = new ScriptedModel(measure, hand, measure, measure, measure, measure, right);
    const ended = await run(capped, { limits: { turns: 4, tokens: 1e6, seconds: 60 } });
    expect(capped.calls).toHaveLength(7);
    expect(JSON.stringify(capped.calls[6]?.messages.at(-1))).toContain("last turn");
    expect(ended.parts?.headline).toBe("Logins fell 46 %.");
    expect(ended.stop).toMatchObject({ reason: "turns" });
    expect(ended.handoffs).toMatchObject([{ complete: false, stop: { reason: "turns" } }]);
  });
});

describe("the journal on disk", () => {
  let folder: string;
  beforeEach(() => void (folder = tempFolder()));
  afterEach(() => removeFolder(folder));
  const clock = fixedClock("2026-11-14T09:00:00Z");
  const failed = (message: string): RunEvent => ({ run: "1", agent: "a", type: "failed", message });

  it("keeps events in order, written together or one by one, and finds them again", async () => {
    const path = join(folder, "runs", "t.ndjson");
    const journal = await openJournal<RunEvent>(path, clock, RUN_FORMAT);
    await Promise.all(["a", "b", "c"].map((text) => journal.append(failed(text))));
    await journal.append(failed("d"));
    await journal.close();
    const again = await openJournal<RunEvent>(path, clock, RUN_FORMAT);
    expect(again.past.map((event) => (event.type === "failed" ? event.message : ""))).toEqual(["a", "b", "c", "d"]);
    await again.close();
  });

  it("drops the half line that a crash left, and goes on behind the whole ones", async () => {
    const path = join(folder, "t.ndjson");
    const journal = await openJournal<RunEvent>(path, clock, RUN_FORMAT);
    await journal.append(failed("a"));
    await journal.close();
    writeFileSync(path, `${readFileSync(path, "utf8")}{"v":2,"at":"2026-1`);
    const again = await openJournal<RunEvent>(path, clock, RUN_FORMAT);
    expect(again.past).toHaveLength(1);
    await again.append(failed("b"));
    await again.close();
    expect(
      readFileSync(path, "utf8")
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { message: string }).message),
    ).toEqual(["a", "b"]);
  });

  it("loses nothing of another that has the same file open", async () => {
    const path = join(folder, "t.ndjson");
    const first = await openJournal<RunEvent>(path, clock, RUN_FORMAT);
    await first.append(failed("a"));
    writeFileSync(path, `${readFileSync(path, "utf8")}{"v":2,"at":"2026-1`);
    const second = await openJournal<RunEvent>(path, clock, RUN_FORMAT);
    await first.append(failed("b"));
    await second.append(failed("c"));
    await Promise.all([first.close(), second.close()]);
    expect(readFileSync(path, "utf8").match(/"message":"\w"/gu)).toEqual(['"message":"a"', '"message":"b"', '"message":"c"']);
  });

  it.each([
    ['{"v":1,"run":"1","type":"failed"}', "journal-version"],
    ['{"v":2,"run":"1","type":"guess"}', "journal-invalid"],
    ["nonsense", "journal-invalid"],
  ])("refuses %s", async (line, code) => {
    const path = join(folder, "t.ndjson");
    writeFileSync(path, `${line}\n`);
    await expect(openJournal<RunEvent>(path, clock, RUN_FORMAT)).rejects.toMatchObject({
      code,
      detail: { place: { file: path, line: 1 } },
    });
  });
});
