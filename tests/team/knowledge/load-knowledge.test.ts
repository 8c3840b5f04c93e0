import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { healthModel } from "../../../src/book/queries/health.ts";
import { DataError } from "../../../src/core/errors.ts";
import { loadKnowledge } from "../../../src/team/knowledge/load-knowledge.ts";
import { parseHealthModel } from "../../../src/team/knowledge/parse-health-model.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";

const SHIPPED = join(ROOT, "references");
let folder: string;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => removeFolder(folder));

async function refused(files: Readonly<Record<string, string>>): Promise<DataError["detail"]> {
  writeFiles(folder, files);
  const error = await loadKnowledge([SHIPPED, folder]).catch((thrown: unknown) => thrown);
  if (error instanceof DataError) return error.detail;
  throw new Error("it was accepted");
}

describe("loadKnowledge", () => {
  it("reads what is shipped", async () => {
    const { healthModels, capabilities, cues, loginEvents, firstValueEvents } = await loadKnowledge([SHIPPED]);
    expect([...healthModels.keys()]).toEqual(["customer-success", "specialist"]);
    expect(healthModels.get("specialist")).toMatchObject({ bands: { green: 75, yellow: 50 }, coverageFloor: 0.5 });
    expect(healthModels.get("customer-success")).toMatchObject({ bands: { green: 80, yellow: 60 } });
    const weights = (name: string): unknown => healthModels.get(name)?.groups.map((group) => [group.name, group.weight]);
    expect(weights("specialist")).toEqual([
      ["usage", 40],
      ["engagement", 25],
      ["sentiment", 20],
      ["commercial", 15],
    ]);
    expect(weights("customer-success")).toEqual([
      ["adoption", 40],
      ["engagement", 30],
      ["sentiment", 20],
      ["outcomes", 10],
    ]);
    expect(capabilities.length).toBeGreaterThan(10);
    expect(new Set(capabilities.map(({ id }) => id)).size).toBe(capabilities.length);
    expect([...cues.keys()].sort()).toEqual(expect.arrayContaining(["budget", "cancellation", "competitor", "escalation", "expansion"]));
    expect([loginEvents.includes("Login"), firstValueEvents]).toEqual([true, []]);
  });

  it("lays the user's own over it: a list by its name, a health model by its name, a capability by its id", async () => {
    writeFiles(folder, {
      "cues.yaml": "competitor: [rivalsoft]\nfirst_value_events: [Workflow Run]\n",
      "triage/capabilities.yaml": [
        "capabilities:",
        '  - { id: own, name: Own thing, gap: Nobody can., phrases: ["502", 404] }',
        "  - { id: search, name: CRM search, gap: Gone., phrases: [seek] }",
        "leave_out: [forms]",
        "",
      ].join("\n"),
      "health/specialist.yaml": MODEL.replace("name: mine", "name: specialist"),
      "health/notes.txt": "no model",
    });
    const [shipped, own] = [await loadKnowledge([SHIPPED]), await loadKnowledge([SHIPPED, folder])];
    expect(own.cues.get("competitor")).toEqual(["rivalsoft"]);
    expect(own.cues.get("budget")).toEqual(shipped.cues.get("budget"));
    expect(own.firstValueEvents).toEqual(["Workflow Run"]);
    expect(own.loginEvents).toEqual(shipped.loginEvents);
    const ids = (known: typeof own): string[] => known.capabilities.map(({ id }) => id);
    expect(ids(own)).toEqual([...ids(shipped).filter((id) => id !== "forms"), "own"]);
    expect(own.capabilities.find(({ id }) => id === "own")).toEqual({ id: "own", title: "own thing", gap: "nobody can" });
    expect(own.capabilities.find(({ id }) => id === "search")?.title).toBe("CRM search");
    expect(own.healthModels.get("specialist")?.bands).toEqual({ green: 70, yellow: 40 });
    expect(own.healthModels.get("customer-success")).toEqual(shipped.healthModels.get("customer-success"));
  });

  it("refuses a list where it used to lie, and says where it goes", async () => {
    const { code, fix } = await refused({ "capabilities.yaml": "- { id: a, title: A, gap: g, phrases: [x] }\n" });
    expect([code, fix]).toEqual(["moved-reference", expect.stringContaining(join("triage", "capabilities.yaml"))]);
  });

  it("keeps what is wrong with a health model for who asks for it, and never falls back on a shipped one of its name", async () => {
    writeFiles(folder, { "health/mine.yaml": "name: mine\ntitel: Mine\n", "health/b.yaml": 'name: "specialist"\ngroups: 3\n' });
    const { healthModels, brokenModels } = await loadKnowledge([SHIPPED, folder]);
    expect([...healthModels.keys()]).toEqual(["customer-success"]);
    expect([...(brokenModels ?? [])].map(([name, { detail }]) => [name, detail.place?.file])).toEqual([
      ["specialist", join(folder, "health", "b.yaml")],
      ["mine", join(folder, "health", "mine.yaml")],
    ]);
    const scope = { asOf: "2026-11-20", health: "mine" };
    const knowledge = await loadKnowledge([SHIPPED, folder]);
    expect(() => healthModel({ knowledge, scope })).toThrow(/mine\.yaml/);
    expect(() => healthModel({ knowledge, scope: { ...scope, health: "other" } })).toThrow(/no health model "other"/);
  });

  it("is content with folders that hold nothing", async () => {
    expect(await loadKnowledge([join(folder, "none")])).toEqual({
      healthModels: new Map(),
      capabilities: [],
      cues: new Map(),
      loginEvents: [],
      firstValueEvents: [],
    });
  });

  it.each([
    ["a list that is none", "cues.yaml", "budget: cheaper\n", 1, 9],
    ["an empty phrase", "cues.yaml", 'budget:\n  - cheap\n  - ""\n', 3, 5],
    ["a capability without its gap", "triage/capabilities.yaml", "capabilities:\n  - id: a\n    name: A\n    phrases: [x]\n", 2, 5],
    [
      "an unknown key of a capability",
      "triage/capabilities.yaml",
      "capabilities:\n  - { id: a, name: A, gap: g, phrases: [x], weight: 3 }\n",
      2,
      45,
    ],
  ])("points at %s", async (_, file, text, line, column) => {
    expect((await refused({ [file]: text })).place).toEqual({ file: join(folder, file), line, column });
  });
});

const MODEL = `name: mine
title: Mine
bands: { green: 70, yellow: 40 }
groups:
  - name: usage
    weight: 60
    inputs:
      - { name: logins, metric: logins_change_30d, weight: 1, curve: [[-0.5, 0], [0, 100]] }
  - name: money
    weight: 40
    inputs:
      - { name: late, metric: overdue_days, weight: 1, curve: [[0, 100], [30, 0]] }
vetoes:
  - { name: leaving, metric: cancel_requested, at_least: 1, caps_at: red }
`;

describe("parseHealthModel", () => {
  it("reads a model, with the floor that is usual", () => {
    expect(parseHealthModel(MODEL, "mine.yaml")).toMatchObject({
      name: "mine",
      coverageFloor: 0.5,
      vetoes: [{ metric: "cancel_requested", atLeast: 1, capsAt: "red" }],
      groups: [
        {
          inputs: [
            {
              curve: [
                [-0.5, 0],
                [0, 100],
              ],
            },
          ],
        },
        { name: "money" },
      ],
    });
  });

  it.each([
    ["a metric that does not exist", "logins_change_30d", "logins_chang_30d", 8, /no metric a health model can use/],
    ["a metric of the book", "overdue_days", "book_arr", 12, /no metric a health model can use/],
    ["a metric that is no number", "overdue_days", "csm_name", 12, /no metric a health model can use/],
    ["a day, which no curve can score", "overdue_days", "renewal_on", 12, /no metric a health model can use/],
    ["the score itself", "overdue_days", "health_score", 12, /no metric a health model can use/],
    ["an unknown metric in a veto", "cancel_requested", "cancel_reqested", 14, /no metric a health model can use/],
    ["a curve that goes back", "[[0, 100], [30, 0]]", "[[30, 100], [0, 0]]", 12, /must rise/],
    ["a curve of one point", "[[0, 100], [30, 0]]", "[[0, 100]]", 12, /curve/],
    ["a score above 100", "[30, 0]]", "[30, 120]]", 12, /curve/],
    ["bands the wrong way round", "{ green: 70, yellow: 40 }", "{ green: 40, yellow: 70 }", 3, /green must begin above yellow/],
    ["a weight below nothing", "weight: 60", "weight: -60", 6, /weight/],
    ["a name with capitals", "name: mine", "name: My Model", 1, /lower-case/],
    ["a key of another name", "title: Mine", "titel: Mine", 2, /there is no setting "titel"/],
    ["a colour that is none", "caps_at: red", "caps_at: blue", 14, /caps_at/],
  ])("refuses %s by file and line", (_, from, to, line, message) => {
    expect(MODEL).toContain(from);
    try {
      parseHealthModel(MODEL.replace(from, to), "mine.yaml");
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      expect(error.detail.place).toMatchObject({ file: "mine.yaml", line });
      expect(error.message).toMatch(message);
      return;
    }
    throw new Error("it was accepted");
  });

  it("offers the metric that was meant", () => {
    expect(() => parseHealthModel(MODEL.replace("overdue_days", "overdue_day"), "mine.yaml")).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ allowed: expect.arrayContaining(["overdue_days"]) }) }),
    );
  });
});
