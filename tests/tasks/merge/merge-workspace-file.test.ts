import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RecordedHealth } from "../../../src/domain/plays/health-record.ts";
import { printHealthLine } from "../../../src/domain/plays/health-record.ts";
import { emptyInsights, mergeInsights, parseInsights } from "../../../src/tasks/insights.ts";
import { mergeMemory } from "../../../src/tasks/memory.ts";
import { mergeTodos } from "../../../src/tasks/merge-todos.ts";
import { type FileVersions, mergeWorkspaceFile } from "../../../src/tasks/merge/merge-workspace-file.ts";
import { mergePacket, packetNotes, parsePacket, printPacket } from "../../../src/tasks/packet-format.ts";
import { mergeContext, parseContext, printContext } from "../../../src/tasks/task-context.ts";
import { emptyTodos, parseTodos, printTodos, todoLines } from "../../../src/tasks/todos.ts";
import type { Todo } from "../../../src/tasks/todo-line.ts";
import { CONTEXT, INSIGHTS, PACKET, SEATS, TODOS, USAGE } from "../sample.ts";

const CONTEXT_FILE = "tasks/churn-acme-2026w47-context.md";
const TODOS_FILE = "tasks/churn-acme-2026w47-todos.md";
const INSIGHTS_FILE = "tasks/churn-acme-2026w47-insights.md";
const PACKET_FILE = "handoffs/churn-acme-2026w47-product-engineer-515a5eb5.md";

/** Both orders give the same bytes, without a conflict. */
function merged(path: string, versions: FileVersions): string {
  const { text, conflicts, refused } = mergeWorkspaceFile(versions, path);
  expect(refused).toBeUndefined();
  expect(conflicts).toBe(0);
  expect(mergeWorkspaceFile({ base: versions.base, ours: versions.theirs, theirs: versions.ours }, path).text).toBe(text);
  return text;
}

const withTodos = (text: string, todos: readonly Todo[]): string => printTodos(mergeTodos(parseTodos(text, TODOS_FILE), todos).document);
const checklist = withTodos(emptyTodos("churn-acme-2026w47", "Acme"), TODOS);

describe("a checklist", () => {
  it("keeps every tick, every item and every word of both", () => {
    const ours = checklist
      .replace("- [ ] Assess", "- [x] Assess")
      .replace("- [ ] Reach out", "- [ ] Ring Dana first, then reach out")
      .concat("\n- [ ] my own line\n");
    const theirs = withTodos(checklist.replace("- [ ] Acme Corp", "- [-] Acme Corp"), [
      { id: "offer", section: "Steps", what: "Offer a review", owner: "customer-success-manager" },
    ]).replace("# To do: Acme", "# To do: Acme, before the renewal");
    const text = merged(TODOS_FILE, { base: checklist, ours, theirs });
    expect(todoLines(parseTodos(text, TODOS_FILE)).map(({ id, status, what }) => `${status} ${id ?? "-"} ${what}`)).toEqual([
      "skipped account/acme Acme Corp",
      "done assess Assess the situation",
      "open reach-out Ring Dana first, then reach out",
      "open offer Offer a review",
      "open - my own line",
    ]);
    expect(text).toContain("# To do: Acme, before the renewal");
  });

  it("leaves a person's words and brings ECHO's up to date, as without a merge", () => {
    const moved = TODOS.map((todo) => ({ ...todo, due: "2026-12-01" }));
    const ours = checklist.replace("Assess the situation", "Look at it closely");
    const text = merged(TODOS_FILE, { base: checklist, ours, theirs: withTodos(checklist, moved) });
    const later = mergeTodos(
      parseTodos(text, TODOS_FILE),
      moved.map((todo) => ({ ...todo, due: "2026-12-24" })),
    );
    expect(later.kept).toEqual(["assess"]);
    const lines = todoLines(later.document);
    expect(lines.find(({ id }) => id === "assess")?.what).toBe("Look at it closely");
    expect(lines.find(({ id }) => id === "reach-out")?.due).toBe("2026-12-24");
  });

  it("merges two lists that began apart", () => {
    const [first, second, third] = [TODOS.slice(0, 2), TODOS.slice(1), [...TODOS]];
    const fresh = (todos: readonly Todo[]): string => withTodos(emptyTodos("churn-acme-2026w47", "Acme"), todos);
    const text = merged(TODOS_FILE, { base: "", ours: fresh(first), theirs: fresh(second) });
    expect(text).toBe(fresh(third));
  });

  it("marks one item that two people worded, and still reads", () => {
    const ours = checklist.replace("Assess the situation", "Look at it").replace("- [ ] Reach out", "- [x] Reach out");
    const theirs = checklist.replace("Assess the situation", "Weigh it up");
    const { text, conflicts } = mergeWorkspaceFile({ base: checklist, ours, theirs }, TODOS_FILE);
    expect(conflicts).toBe(1);
    expect(text).toMatch(/<<<<<<< ours\n- \[ \] Look at it .*\n=======\n- \[ \] Weigh it up .*\n>>>>>>> theirs\n- \[x\] Reach out/);
    expect(todoLines(parseTodos(text, TODOS_FILE))).toHaveLength(4);
  });

  it("keeps an item that one side ticked and the other took out", () => {
    const line = /- \[ \] Assess.*\n/;
    const text = merged(TODOS_FILE, {
      base: checklist,
      ours: checklist.replace(line, ""),
      theirs: checklist.replace("[ ] Assess", "[x] Assess"),
    });
    expect(text).toContain("- [x] Assess the situation");
    expect(merged(TODOS_FILE, { base: checklist, ours: checklist.replace(line, ""), theirs: `${checklist}\nnote\n` })).not.toContain(
      "Assess",
    );
  });

  it("leaves everything to people where one of them took the comment out", () => {
    const ours = checklist.replace(/<!-- echo-written.*\n/, "");
    const theirs = withTodos(
      checklist,
      TODOS.map((todo) => ({ ...todo, due: "2026-12-01" })),
    );
    expect(merged(TODOS_FILE, { base: checklist, ours, theirs })).not.toContain("echo-written");
  });
});

describe("a context file", () => {
  const base = printContext(CONTEXT);
  const swept = (days: string, stage: string, text = base): string =>
    mergeContext(text, { ...CONTEXT, updatedAsOf: days, snapshot: `s${days}`, stage }, CONTEXT_FILE).text;

  it("takes a person's part from one side and the run's from the other", () => {
    const ours = base.replace("Keep Acme past its renewal.", "Keep Acme, and win its sister company.");
    const text = merged(CONTEXT_FILE, { base, ours, theirs: swept("2026-11-21", "intervene") });
    expect(parseContext(text, CONTEXT_FILE)).toMatchObject({
      goal: "Keep Acme, and win its sister company.\n\nFind the cause first.",
      updatedAsOf: "2026-11-21",
      stage: "intervene",
      snapshot: "s2026-11-21",
    });
    const next = mergeContext(text, { ...CONTEXT, updatedAsOf: "2026-11-22", stage: "measure", question: "and now?" }, CONTEXT_FILE);
    expect(next.kept).toEqual(["goal"]);
    expect(parseContext(next.text, CONTEXT_FILE)).toMatchObject({ stage: "measure", question: "and now?" });
  });

  it("takes the later of two runs, whole, and stays ECHO's", () => {
    const [ours, theirs] = [swept("2026-11-22", "intervene"), swept("2026-11-21", "measure")];
    const text = merged(CONTEXT_FILE, { base, ours, theirs });
    expect(text).toBe(ours);
    expect(merged(CONTEXT_FILE, { base: "", ours, theirs })).toBe(ours);
  });

  it("tells the second ending below the notes", () => {
    const closed = (on: string, outcome: string): string =>
      base
        .replace("status: open", "status: closed")
        .replace("stage: assess", `stage: assess\nclosed_on: ${on}\noutcome: ${outcome}\noutcome_reason: price`);
    const text = merged(CONTEXT_FILE, { base, ours: closed("2026-11-22", "lost"), theirs: closed("2026-11-21", "recovered") });
    expect(parseContext(text, CONTEXT_FILE)).toMatchObject({
      status: "closed",
      ending: { on: "2026-11-21", outcome: "recovered", reason: "price" },
    });
    expect(text).toContain("## Notes\n\n- 2026-11-22: also closed as lost (price)\n");
  });

  it("marks a part that two people rewrote, and the rest is merged", () => {
    const ours = swept("2026-11-21", "intervene").replace("Keep Acme past its renewal.", "Keep Acme at any price.");
    const theirs = base.replace("Keep Acme past its renewal.", "Let Acme go.");
    const { text, conflicts } = mergeWorkspaceFile({ base, ours, theirs }, CONTEXT_FILE);
    expect(conflicts).toBe(1);
    expect(parseContext(text, CONTEXT_FILE)).toMatchObject({
      stage: "intervene",
      goal: "<<<<<<< ours\nKeep Acme at any price.\n=======\nLet Acme go.\n>>>>>>> theirs\n\nFind the cause first.",
    });
  });

  it("marks a field that two people changed, and the reader then names the line", () => {
    const ours = base.replace("stage: assess", "stage: waiting for legal");
    const theirs = base.replace("stage: assess", "stage: won back");
    const { text, conflicts } = mergeWorkspaceFile({ base, ours, theirs }, CONTEXT_FILE);
    expect(conflicts).toBe(1);
    expect(() => parseContext(text, CONTEXT_FILE)).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ code: "merge-marks", place: { file: CONTEXT_FILE, line: 12 } }) }),
    );
    expect(text.split("\n").slice(11, 16)).toEqual([
      "<<<<<<< ours",
      "stage: waiting for legal",
      "=======",
      "stage: won back",
      ">>>>>>> theirs",
    ]);
  });

  it("is left to a person, as plain text, where a newer ECHO or a broken head is in it", () => {
    const newer = base.replace("schema: 1", "schema: 2");
    const other = base.replace("Find the cause", "Find the reason");
    const { text, refused } = mergeWorkspaceFile({ base, ours: newer, theirs: other }, CONTEXT_FILE);
    expect(refused?.code).toBe("schema-newer");
    expect(text).toBe(newer.replace("Find the cause", "Find the reason"));
    expect(mergeWorkspaceFile({ base, ours: base.replace("---\n", ""), theirs: other }, CONTEXT_FILE).refused?.code).toBe(
      "frontmatter-missing",
    );
  });
});

describe("a packet", () => {
  const base = printPacket(PACKET);
  const head = (text: string, status: string, ...fields: readonly string[]): string =>
    text.replace("status: open", `status: ${status}`).replace("\naccount: acme\n", ["\naccount: acme", ...fields, ""].join("\n"));

  it("moves forward only, and tells who else took it", () => {
    const ours = head(base, "acknowledged", "accepted_on: 2026-11-21", "accepted_by: Ann");
    const theirs = head(base, "done", "accepted_on: 2026-11-20", "accepted_by: Bob", "done_on: 2026-11-22", "done_by: Bob");
    const text = merged(PACKET_FILE, { base, ours, theirs });
    expect(parsePacket(text, PACKET_FILE).status).toBe("done");
    expect(text).toMatch(/accepted_on: 2026-11-20\naccepted_by: Bob\ndone_on: 2026-11-22\ndone_by: Bob\n---/);
    expect(packetNotes(text, PACKET_FILE)).toBe("- 2026-11-21: also accepted by Ann");
  });

  it("keeps both answers, and the notes of both", () => {
    const answer = (text: string): string => mergePacket(base, { ...PACKET, answer: text }, PACKET_FILE).text;
    const noted = (text: string, note: string): string => text.replace("## Notes\n\n", `## Notes\n\n${note}\n\n`);
    const text = merged(PACKET_FILE, {
      base,
      ours: noted(answer("A fix ships."), "Told Dana."),
      theirs: noted(answer("It is the proxy."), "Asked Lee."),
    });
    expect(parsePacket(text, PACKET_FILE).answer).toBe("A fix ships.\n\nIt is the proxy.");
    expect(packetNotes(text, PACKET_FILE)).toBe("Asked Lee.\n\nTold Dana.");
    expect(parsePacket(text, PACKET_FILE).status).toBe("answered");
  });

  it("takes the later run's facts", () => {
    const run = (day: string, value: string): string =>
      mergePacket(base, { ...PACKET, updated: day, facts: [{ id: "F7", what: "Tickets", value, window: day }] }, PACKET_FILE).text;
    const text = merged(PACKET_FILE, { base, ours: run("2026-11-22", "15"), theirs: run("2026-11-21", "16") });
    expect(parsePacket(text, PACKET_FILE).facts).toEqual([{ id: "F7", what: "Tickets", value: "15", window: "2026-11-22" }]);
    expect(mergePacket(text, { ...PACKET, updated: "2026-11-23" }, PACKET_FILE).kept).toEqual([]);
  });
});

describe("insights and memory", () => {
  it("keeps what either side found, the same finding once a day", () => {
    const empty = emptyInsights("churn-acme-2026w47", "Acme");
    const ours = mergeInsights(empty, INSIGHTS, INSIGHTS_FILE);
    const theirs = mergeInsights(
      empty,
      [
        { ...USAGE, date: "2026-11-21", text: "Acme Corp: logins fell 52 %" },
        { ...SEATS, facts: ["F3"] },
      ],
      INSIGHTS_FILE,
    );
    for (const base of [empty, ""]) {
      const found = parseInsights(merged(INSIGHTS_FILE, { base, ours, theirs }), INSIGHTS_FILE);
      expect(found.map(({ date, text }) => `${date} ${text}`)).toEqual([
        "2026-11-19 Acme Corp: logins fell 46 %",
        "2026-11-21 Acme Corp: logins fell 52 %",
        "2026-11-19 Seats grow",
      ]);
    }
  });

  it("keeps every entry of memory, a person's lines, and the later day", () => {
    const entry = (key: string, text: string) => ({ kind: "retention", key, date: "2026-11-20", text }) as const;
    const base = mergeMemory(undefined, "insights", [entry("a", "first")], "2026-11-20");
    const ours = mergeMemory(`${base}\n## Mine\n\n- by hand\n`, "insights", [entry("b", "second")], "2026-11-21");
    const theirs = mergeMemory(base, "insights", [entry("c", "third"), entry("d", "fourth")], "2026-11-22");
    const text = merged("memory/insights.md", { base, ours, theirs });
    expect(text.match(/first|second|third|fourth|by hand/g)).toEqual(["first", "second", "third", "fourth", "by hand"]);
    expect(text).toContain("_Last updated: 2026-11-22_");
    expect(text).not.toContain("2026-11-21_");
  });
});

describe("histories", () => {
  const line = (account: string, asOf: string, score: number): string =>
    printHealthLine({ account, asOf, model: "specialist", score, tier: "green", coverage: 1 } satisfies RecordedHealth);
  const text = (...lines: readonly string[]): string => lines.map((one) => `${one}\n`).join("");

  it("keeps every record once, by day and account", () => {
    const base = text(line("acme", "2026-11-19", 80));
    const ours = base + text(line("zeta", "2026-11-20", 70), line("acme", "2026-11-20", 81));
    const theirs = base + text(line("acme", "2026-11-20", 81), line("birch", "2026-11-21", 60));
    expect(merged("history/health.ndjson", { base, ours, theirs })).toBe(
      text(line("acme", "2026-11-19", 80), line("acme", "2026-11-20", 81), line("zeta", "2026-11-20", 70), line("birch", "2026-11-21", 60)),
    );
  });

  it("drops half a line that a crash left, and takes out what a person took out", () => {
    const [one, two] = [line("acme", "2026-11-19", 80), line("birch", "2026-11-19", 80)];
    const base = text(one, two);
    expect(merged("history/health.ndjson", { base, ours: text(one), theirs: `${base}{"account":"ac` })).toBe(text(one));
  });

  it("is left to a person where a newer ECHO wrote a line", () => {
    const base = text('{"event":"reopened","n":1,"on":"2026-11-19","pattern":"p","v":1}');
    const theirs = base + text('{"event":"reopened","n":2,"on":"2026-11-20","pattern":"p","v":2}');
    const ours = base + text('{"event":"reopened","n":2,"on":"2026-11-21","pattern":"q","v":1}');
    expect(mergeWorkspaceFile({ base, ours, theirs }, "history/patterns.ndjson").refused?.code).toBe("schema-newer");
  });

  it("merges in any order, any number of times, without a lost record", () => {
    const record = fc
      .tuple(fc.constantFrom("acme", "birch", "cedar"), fc.constantFrom("2026-11-19", "2026-11-20"), fc.nat(3))
      .map((parts) => line(...parts));
    const records = fc.array(record, { maxLength: 6 });
    fc.assert(
      fc.property(records, records, records, (common, first, second) => {
        const [base, ours, theirs] = [text(...common), text(...common, ...first), text(...common, ...second)];
        const result = mergeWorkspaceFile({ base, ours, theirs }, "history/health.ndjson").text;
        expect(mergeWorkspaceFile({ base, ours: theirs, theirs: ours }, "history/health.ndjson").text).toBe(result);
        expect(mergeWorkspaceFile({ base, ours: result, theirs }, "history/health.ndjson").text.split("\n").sort()).toEqual(
          result.split("\n").sort(),
        );
        for (const one of [...common, ...first, ...second]) expect(result).toContain(one);
      }),
    );
  });
});

describe("any other file", () => {
  it("is merged by line", () => {
    const base = "account,ref\nacme,1\n";
    expect(merged("overrides.csv", { base, ours: `${base}birch,2\n`, theirs: `${base}cedar,3\n` })).toBe(
      "account,ref\nacme,1\nbirch,2\ncedar,3\n",
    );
  });
});
