import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fixedClock } from "../../../src/core/clock.ts";
import { ModelError } from "../../../src/core/errors.ts";
import { estimateTokens } from "../../../src/llm/estimate-tokens.ts";
import type { ModelRequest } from "../../../src/llm/model.ts";
import { ScriptedModel, toolUse, type Script } from "../../../src/llm/scripted.ts";
import { runTeam, type Shared } from "../../../src/run/model/consult-team.ts";
import { openJournal } from "../../../src/run/model/open-journal.ts";
import { RUN_FORMAT } from "../../../src/run/model/run-event.ts";
import type { ModelRunResult } from "../../../src/run/model/model-run.ts";
import { briefJson, RULES, seat, shared, TASK } from "./samples.ts";

const measure: Script = { content: [toolUse("facts", { metrics: ["logins_change_30d"] })] };
const usage = { input: 1000, output: 100, cacheRead: 0, cacheWrite: 0 };

function ask(model: ScriptedModel, more: Partial<Shared> = {}): Promise<ModelRunResult> {
  return runTeam(seat("customer-success-manager"), TASK, shared(model, more), RULES);
}

const hand = (to: string, more: object = {}): Script => ({
  content: [toolUse("handoff", { to, mode: "consult", reason: "technical", ask: `what of ${to}?`, ...more }, `toolu_${to}`)],
});
const lastResult = (request: ModelRequest | undefined): string => JSON.stringify(request?.messages.at(-1)?.content);

describe("a run", () => {
  it("measures, answers, renders and verifies", async () => {
    const model = new ScriptedModel(measure, briefJson("Acme's logins fell {F1|pct}."));
    const { parts, facts, stop, turns, handoffs } = await ask(model);
    expect(parts).toMatchObject({
      headline: "Acme's logins fell 46 %.",
      headline_template: "Acme's logins fell {F1|pct}.",
      findings: [{ kind: "cause", cause: "adoption", statement: "Logins fell 46 %.", agent: "customer-success-manager", facts: ["F1"] }],
      actions: [{ what: "Call the champion.", due: "2026-11-16", owner: "customer-success-manager" }],
      references: [{ id: "PT-01", file: "patterns.md" }],
      verification: { checked: 3, unverified: [] },
    });
    expect([facts.map((fact) => fact.id), stop, turns, handoffs]).toEqual([["F1"], null, 2, []]);
    expect(model.calls[1]?.messages).toHaveLength(3);
    expect(lastResult(model.calls[1])).toContain("{F1|pct} change of logins");
  });

  it("returns an unbacked claim once for repair", async () => {
    const model = new ScriptedModel(measure, briefJson("Logins fell 47%."), briefJson("Logins fell {F1|pct}."));
    const { parts } = await ask(model);
    expect(parts?.verification.unverified).toEqual([]);
    expect(lastResult(model.calls[2])).toMatch(/not backed by Facts.*headline.*47%/u);
  });

  it("marks what the repair left", async () => {
    const model = new ScriptedModel(measure, briefJson("Logins fell 47% to 12."), briefJson("Logins fell 47%."));
    const { parts, stop } = await ask(model);
    expect(parts?.headline).toBe("Logins fell 47%.");
    expect(parts?.verification.unverified).toEqual([{ where: "headline", claim: "47%", reason: expect.stringContaining("no Fact") }]);
    expect(stop).toBeNull();
    expect(model.calls).toHaveLength(3);
  });

  it("asks once for JSON, then stops", async () => {
    expect(
      (await ask(new ScriptedModel("Well, they are unhappy.", briefJson("They are unhappy.", { findings: [], actions: [] })))).parts
        ?.headline,
    ).toBe("They are unhappy.");
    const { parts, stop } = await ask(new ScriptedModel("Well,", "hm"));
    expect([parts, stop]).toEqual([null, { reason: "unreadable" }]);
  });

  it("reports a stranger as owner, a due date that makes no sense and a made-up reference", async () => {
    const bad = briefJson("Logins fell {F1|pct}.", {
      actions: [{ what: "Call.", owner: "growth-wizard", due_in_days: null, due: "2020-01-01", why: ["{F1|pct}"] }],
      references: ["PT-77"],
    });
    const { parts } = await ask(new ScriptedModel(measure, bad, bad));
    expect(parts?.actions[0]).toMatchObject({ due: "2026-11-21", why: ["F1"] });
    expect(parts?.verification.unverified.map(({ claim }) => claim)).toEqual(["growth-wizard", "2020-01-01", "PT-77"]);
  });

  it("lets a ticket be quoted that was read, and no other", async () => {
    const read: Script = { content: [toolUse("tickets_search", {})] };
    const quote = (text: string): string => briefJson(`They wrote "${text}".`);
    expect((await ask(new ScriptedModel(measure, read, quote("The export job fails every night")))).parts?.verification.unverified).toEqual(
      [],
    );
    const invented = quote("We will cancel");
    expect((await ask(new ScriptedModel(measure, read, invented, invented))).parts?.verification.unverified).toHaveLength(1);
  });

  it("answers tool calls together and in order, errors included", async () => {
    const calls: Script = {
      content: [
        toolUse("facts", { metrics: ["nope"] }, "a"),
        toolUse("write_file", { path: "x", text: "y" }, "b"),
        toolUse("facts", { metrics: ["logins_change_30d"] }, "c"),
      ],
    };
    const model = new ScriptedModel(calls, briefJson("Logins fell {F1|pct}."));
    await ask(model);
    expect(model.calls[1]?.messages.at(-1)?.content).toMatchObject([
      { toolUseId: "a", isError: true, content: expect.stringContaining("no metric") },
      { toolUseId: "b", isError: true, content: expect.stringContaining('no tool "write_file"') },
      { toolUseId: "c", isError: false },
    ]);
  });

  it("previews sentences with their values", async () => {
    const seen: string[] = [];
    await ask(new ScriptedModel(measure, briefJson("Logins fell {F1|pct}.")), {
      onPreview: ({ where, template }) => void seen.push(`${where} ${template}`),
    });
    expect(seen).toEqual(["headline Logins fell 46 %.", "findings[0] Logins fell 46 %.", "actions[0] Call the champion."]);
  });
});

/** The estimated prompt of a first call. */
async function promptTokens(): Promise<number> {
  const model = new ScriptedModel(briefJson("Fine.", { findings: [], actions: [] }));
  await ask(model);
  return model.calls[0] === undefined ? 0 : estimateTokens(model.calls[0]);
}

describe("limits", () => {
  it("are checked before the call, and the last turn is announced", async () => {
    const model = new ScriptedModel(measure, measure, measure);
    const { parts, stop } = await ask(model, { limits: { turns: 2, tokens: 1e6, seconds: 60 } });
    expect([parts, stop, model.calls.length]).toEqual([null, { reason: "turns", limit: 2, used: 2 }, 2]);
    expect(lastResult(model.calls[1])).toContain("last turn");
  });

  it("keep the draft that was there", async () => {
    const { parts, stop } = await ask(new ScriptedModel(measure, briefJson("Logins fell 47%.")), {
      limits: { turns: 2, tokens: 1e6, seconds: 60 },
    });
    expect(parts?.headline).toBe("Logins fell 47%.");
    expect(stop).toMatchObject({ reason: "turns" });
  });

  it("count tokens and dollars, and seconds by the clock", async () => {
    const costly: Script = { content: [toolUse("facts", { metrics: ["arr"] })], usage };
    expect(
      (await ask(new ScriptedModel(costly, costly), { limits: { turns: 9, tokens: (await promptTokens()) + 2200, seconds: 60 } })).stop,
    ).toMatchObject({
      reason: "tokens",
      used: 2200,
    });
    expect(
      (
        await ask(new ScriptedModel(costly, costly), {
          limits: { turns: 9, tokens: 1e6, seconds: 60, usd: ((await promptTokens()) * 0.125 + 256 * 0.5) / 1e6 + 0.0003 },
        })
      ).stop,
    ).toMatchObject({ reason: "usd" });
    let minute = 0;
    const clock = { now: () => new Date(60_000 * minute++) };
    expect((await ask(new ScriptedModel(costly, costly), { clock, limits: { turns: 9, tokens: 1e6, seconds: 90 } })).stop).toMatchObject({
      reason: "seconds",
    });
  });

  it("cut a call that hangs", async () => {
    const hanging = {
      complete: (_: ModelRequest, options?: { signal?: AbortSignal | undefined }) =>
        new Promise<never>((_resolve, reject) => options?.signal?.addEventListener("abort", () => reject(new Error("cut")))),
    };
    const { stop } = await runTeam(
      seat("customer-success-manager"),
      TASK,
      shared(hanging, { limits: { turns: 2, tokens: 1e6, seconds: 0.05 } }),
      RULES,
    );
    expect(stop).toMatchObject({ reason: "seconds" });
  });

  it("obey an interrupt", async () => {
    const stop = new AbortController();
    const model = new ScriptedModel(() => {
      stop.abort(new Error("ctrl-c"));
      return briefJson("x", { findings: [{}] });
    });
    expect((await ask(model, { signal: stop.signal })).stop).toEqual({ reason: "interrupted" });
  });

  it("a model that fails is thrown", async () => {
    await expect(ask(new ScriptedModel(new ModelError({ code: "overloaded", message: "busy" })))).rejects.toThrow("busy");
  });
});

describe("handoffs", () => {
  it("run the receiver with question, reason and named Facts, and give its answer back", async () => {
    const model = new ScriptedModel(
      measure,
      hand("sales-engineer", { facts: ["F1"] }),
      briefJson("The export job is the fault; logins fell {F1|pct}."),
      briefJson("Logins fell {F1|pct} because of the export."),
    );
    const { parts, handoffs } = await ask(model);
    expect(parts?.verification.unverified).toEqual([]);
    expect(handoffs).toMatchObject([
      {
        from: "customer-success-manager",
        to: "sales-engineer",
        mode: "consult",
        complete: true,
        answer: expect.stringContaining("{F1|pct}"),
        parts: { findings: [{ agent: "sales-engineer" }] },
      },
    ]);
    const child = model.calls[2];
    expect(child?.system[1]?.text).toContain("sales-engineer");
    expect(child?.messages).toHaveLength(1);
    const opening = lastResult(child);
    expect(opening).toContain("Question: what of sales-engineer?");
    expect(opening).toContain("{F1|pct} change of logins");
    expect(opening).not.toContain("why is Acme churning");
    expect(lastResult(model.calls[3])).toContain("answer of sales-engineer");
  });

  it("show a receiver that was cut", async () => {
    const model = new ScriptedModel(
      hand("sales-engineer"),
      { content: [{ type: "text", text: "no" }], stopReason: "refusal" },
      briefJson("Nobody knows.", { findings: [] }),
      briefJson("Nobody knows.", { findings: [] }),
    );
    const { handoffs } = await ask(model);
    expect(handoffs).toMatchObject([{ complete: false, note: "stopped: refusal" }]);
    expect(lastResult(model.calls[2])).toContain("[unfinished: stopped: refusal]");
  });

  it("survive a receiver whose model fails", async () => {
    const model = new ScriptedModel(
      hand("sales-engineer"),
      new ModelError({ code: "overloaded", message: "busy" }),
      briefJson("Unclear.", { findings: [], actions: [] }),
    );
    const { handoffs, parts } = await ask(model);
    expect(handoffs).toMatchObject([{ complete: false, note: "busy" }]);
    expect(parts?.headline).toBe("Unclear.");
  });

  it.each([
    ["sales-manager", /refused: not in its table/u],
    ["customer-success-manager", /already at work/u],
  ])("refuse %s", async (to, note) => {
    const model = new ScriptedModel(hand(to), briefJson("Unclear.", { findings: [], actions: [] }));
    const { handoffs } = await ask(model);
    expect(handoffs).toMatchObject([{ to, complete: false, note: expect.stringMatching(note) }]);
    expect(model.calls).toHaveLength(2);
  });

  it("file a packet for an outside party", async () => {
    const { handoffs } = await ask(new ScriptedModel(hand("growth-hacker"), briefJson("Unclear.", { findings: [], actions: [] })));
    expect(handoffs).toMatchObject([{ complete: true, answer: "A packet for growth-hacker was filed." }]);
  });

  it("end at the depth, the breadth and the repeat caps", async () => {
    const plain = briefJson("Unclear.", { findings: [], actions: [] });
    const deep = new ScriptedModel(hand("a"), hand("b"), hand("c"), hand("d"), plain, plain, plain, plain);
    const { handoffs } = await ask(deep);
    expect(deep.calls).toHaveLength(8);
    expect(handoffs).toMatchObject([
      { to: "a", complete: false, note: expect.stringMatching(/handoff to b: its handoff to c: its handoff to d: refused: 4 agents/u) },
    ]);
    const many: Script = {
      content: ["a", "b", "a", "d", "e", "f"].map((to, index) =>
        toolUse("handoff", { to, mode: "consult", reason: "r", ask: `what of ${to}?` }, `t${index}`),
      ),
    };
    const wide = await ask(new ScriptedModel(many, plain, plain, plain, plain, plain));
    expect(wide.handoffs.filter(({ complete }) => complete)).toHaveLength(4);
    expect(wide.handoffs.filter(({ complete }) => !complete).map(({ to, note }) => `${to} ${note}`)).toEqual([
      "a refused: a has been asked this before",
      "f refused: 4 handoffs a run is the limit",
    ]);
  });

  it("share one budget", async () => {
    const costly: Script = { content: [toolUse("facts", { metrics: ["arr"] })], usage };
    const model = new ScriptedModel(hand("sales-engineer"), costly, costly);
    const { stop, handoffs, meter } = await ask(model, { limits: { turns: 9, tokens: (await promptTokens()) + 2200, seconds: 60 } });
    expect([stop?.reason, handoffs[0]?.complete, meter.usage.input, model.calls.length]).toEqual(["tokens", false, 2000, 3]);
  });
});

describe("the transcript", () => {
  it("holds the whole conversation in versioned lines that only the owner may read", async () => {
    const folder = mkdtempSync(join(tmpdir(), "echo-run-"));
    try {
      const path = join(folder, ".echo/runs/churn-acme/transcript.ndjson");
      const model = new ScriptedModel(
        measure,
        hand("sales-engineer"),
        briefJson("Fine; logins fell {F1|pct}."),
        briefJson("Logins fell {F1|pct}."),
      );
      const journal = await openJournal(path, fixedClock("2026-11-14T09:00:00Z"), RUN_FORMAT);
      await ask(model, { journal });
      await journal.close();
      const events = readFileSync(path, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(events.map(({ run, agent, type }) => `${String(run)} ${String(agent)} ${String(type)}`)).toEqual([
        "1 customer-success-manager opened",
        "1 customer-success-manager replied",
        "1 customer-success-manager tool-done",
        "1 customer-success-manager replied",
        "1.1 sales-engineer opened",
        "1.1 sales-engineer replied",
        "1.1 sales-engineer finished",
        "1 customer-success-manager handed-off",
        "1 customer-success-manager replied",
        "1 customer-success-manager finished",
      ]);
      expect(events.every(({ v, at }) => v === 2 && at === "2026-11-14T09:00:00.000Z")).toBe(true);
      expect(statSync(path).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
