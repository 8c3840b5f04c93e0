import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataError } from "../../src/core/errors.ts";
import type { Play } from "../../src/domain/plays/play.ts";
import { mergeContext, parseContext, printContext, type TaskContext } from "../../src/tasks/task-context.ts";
import { blockValue, day, edited, lineValue } from "./arbitraries.ts";
import { CONTEXT } from "./sample.ts";

const file = "churn-acme-2026w47-context.md";
const printed = printContext(CONTEXT);
const later: TaskContext = {
  ...CONTEXT,
  updatedAsOf: "2026-11-26",
  stage: "reach-out",
  goal: "Another goal.",
  question: "and now?",
  title: "Is Acme safe?",
};
const PLAY: Play = {
  type: "risk",
  trigger: "health",
  reason: "health fell from green to yellow",
  priority: "high",
  owner: "customer-success-manager",
  ownerName: null,
  due: "2026-11-18",
  playbook: "churn-diagnosis",
  began: "2026-11-16",
  stageSince: "2026-11-16",
  tierAtStart: "yellow",
  failedOn: null,
};
const [head, body] = [printed.slice(0, printed.indexOf("# Why")), printed.slice(printed.indexOf("# Why"))];

const rows = fc.array(fc.record({ account: lineValue, segment: lineValue, touch: lineValue, arr: lineValue, renewal: lineValue }), {
  maxLength: 3,
});
const health = fc.record({
  model: lineValue,
  score: lineValue,
  coverage: lineValue,
  bands: fc.array(fc.record({ tier: lineValue, scores: lineValue }), { maxLength: 3 }),
  inputs: fc.array(fc.record({ name: lineValue, weight: lineValue }), { maxLength: 3 }),
});
const context: fc.Arbitrary<TaskContext> = fc.record({
  task: lineValue,
  key: lineValue,
  status: fc.constantFrom("open", "closed"),
  opened: day,
  asOf: day,
  updatedAsOf: day,
  agent: lineValue,
  lane: lineValue,
  snapshot: lineValue,
  stage: lineValue,
  title: lineValue,
  goal: blockValue,
  segments: rows,
  health: fc.option(health),
  question: blockValue,
});

describe("context file", () => {
  it("reads as written", () => {
    expect(printed).toMatchInlineSnapshot(`
      "---
      schema: 1
      task: churn-acme-2026w47
      key: churn/acme
      status: open
      opened: 2026-11-16
      as_of: 2026-11-16
      updated_as_of: 2026-11-19
      agent: customer-success-manager
      lane: customer-success
      snapshot: "0123456789"
      stage: assess
      ---

      # Why is Acme churning?

      ## Goal

      Keep Acme past its renewal.

      Find the cause first.

      ## Segments and ARR

      | Account | Segment | Touch | ARR | Renewal |
      | --- | --- | --- | --- | --- |
      | Acme Corp | enterprise | high | USD 120,000 | 2027-01-18 |

      ## Health criteria

      - Model: specialist
      - Score: 38 (red)
      - Coverage: 85 %

      | Tier | Scores |
      | --- | --- |
      | green | 75 to 100 |
      | red | below 50 |

      | Input | Weight |
      | --- | --- |
      | usage | 40 % |

      ## Question

      why is Acme churning?

      <!-- echo-written: @agent=2f568e46 @lane=2d9e9034 @stage=14b9005e goal=df8f8b7f health-criteria=ae91bf8f question=5710b9bd segments-and-arr=17743091 title=4d1c71a5 -->
      "
    `);
  });

  it("gives back what it was printed from", () => {
    fc.assert(
      fc.property(context, (value) => {
        expect(parseContext(printContext(value), file)).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["no head at all\n", "frontmatter-missing", 1],
    [printed.replace("---\n\n", "\n\n"), "frontmatter-missing", 1],
    [printed.replace("schema: 1", "schema: 2"), "schema-newer", 2],
    [printed.replace("status: open", "status: paused"), "field-invalid", 5],
    [printed.replace("agent: customer", "agent: {customer"), "frontmatter-invalid", 10],
  ])("refuses a broken file with its line (%#)", (text, code, line) => {
    const read = () => mergeContext(text, later, file);
    expect(read).toThrow(DataError);
    expect(read).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ code, place: expect.objectContaining({ file, line }) }) }),
    );
  });
});

describe("mergeContext", () => {
  it("brings what nobody touched up to date, and keeps when the task was opened", () => {
    const merged = mergeContext(printed, { ...later, opened: "2026-11-26", asOf: "2026-11-26" }, file);
    expect(merged).toEqual({ text: printContext(later), kept: [] });
  });

  it("keeps a section, a field and a title that a person changed, and says so", () => {
    const mine = printed
      .replace("Find the cause first.", "Ask Dana first.")
      .replace("stage: assess", "stage: at-legal")
      .replace("# Why is", "# URGENT: why is");
    const { text, kept } = mergeContext(mine, { ...later, title: "Acme" }, file);
    expect(kept).toEqual(["@stage", "title", "goal"]);
    const read = parseContext(text, file);
    expect(read).toMatchObject({
      stage: "at-legal",
      title: "URGENT: why is Acme churning?",
      question: "and now?",
      updatedAsOf: "2026-11-26",
    });
    expect(read.goal).toContain("Ask Dana first.");
  });

  it("leaves stage and title to the sweep that looks after the task, and brings the rest up to an answer", () => {
    const swept = printContext({ ...CONTEXT, title: "Bring Acme back to green", play: PLAY });
    const merged = mergeContext(swept, later, file);
    expect(merged.kept).toEqual([]);
    expect(parseContext(merged.text, file)).toMatchObject({
      title: "Bring Acme back to green",
      stage: "assess",
      goal: "Another goal.",
      question: "and now?",
      updatedAsOf: "2026-11-26",
    });
    // The sweep itself may call it anew.
    const anew = mergeContext(merged.text, { ...later, updatedAsOf: "2026-11-27", title: "Clear the warning at Acme", play: PLAY }, file);
    expect(parseContext(anew.text, file).title).toBe("Clear the warning at Acme");
  });

  it("keeps a section, a key and a comment that a person added", () => {
    const mine = printed
      .replace("schema: 1", "# mine\nschema: 1\nsponsor: Dana")
      .replace("## Question", "## My notes\n\nCall on Monday.\n\n## Question");
    const { text } = mergeContext(mine, later, file);
    expect(text).toContain("# mine\nschema: 1\nsponsor: Dana\n");
    expect(text).toContain("## My notes\n\nCall on Monday.\n\n## Question\n\nand now?");
  });

  it("does not let an earlier as-of date undo a later one", () => {
    const newer = printContext(later);
    expect(mergeContext(newer, CONTEXT, file)).toEqual({ text: newer, kept: [] });
  });

  it("does not reopen a task that a person closed", () => {
    const { text } = mergeContext(printed.replace("status: open", "status: closed"), later, file);
    expect(parseContext(text, file).status).toBe("closed");
  });

  it("refuses a file of another task", () => {
    expect(() => mergeContext(printed, { ...later, key: "churn/other" }, file)).toThrow(
      expect.objectContaining({ code: "task-key-differs" }),
    );
  });

  it("keeps the line ends of an editor on Windows", () => {
    const { text } = mergeContext(printed.replaceAll("\n", "\r\n"), later, file);
    expect(text).toBe(printContext(later).replaceAll("\n", "\r\n"));
  });

  it("changes nothing the second time, whatever a person made of the body", () => {
    fc.assert(
      fc.property(edited(body), (words) => {
        const once = mergeContext(head + words, later, file).text;
        expect(mergeContext(once, later, file).text).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it("loses no words of a person", () => {
    fc.assert(
      fc.property(edited(body), fc.constantFrom(CONTEXT, later), (words, wanted) => {
        const ours = new Set(body.split("\n"));
        const after = new Set(
          mergeContext(head + words, wanted, file)
            .text.split("\n")
            .map((line) => line.trim()),
        );
        const lost = words.split("\n").filter((line) => !ours.has(line) && !line.includes("echo-written") && !after.has(line.trim()));
        expect(lost).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
