import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EchoError } from "../../src/core/errors.ts";
import { METRICS } from "../../src/domain/facts/metrics/registry.ts";
import { type DraftTemplate, parseDraftTemplate } from "../../src/tasks/draft-template.ts";
import { type DraftValues, fillDraft, metricsOf, slotNames } from "../../src/tasks/fill-draft.ts";
import { loadDraftTemplates } from "../../src/tasks/load-draft-templates.ts";
import { insideWords } from "../../src/team/policy/customer-text.ts";
import { removeFolder, tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

const ROOT = join(import.meta.dirname, "../..");
const HEAD = "---\ndraft: wave\ntitle: Wave\nintent: hello\nfrom: customer-success\n---\n";
const WORDS = { to: "Ada Rook", to_first: "Ada", from: "Ben", account: "Acme", company: "We", problem: "p", feature: "f", feature_on: "d" };

function values(of: Readonly<Record<string, number | string>>): DraftValues {
  return {
    value: (name) => of[name] ?? null,
    print: (name, style) => `${String(of[name])}${style ?? ""}`,
    isMetric: (name) => name in of || name === "silent",
    words: { ...WORDS, kickoff_by: "2026-11-23", gone: undefined },
  };
}

describe("a draft's template", () => {
  it("prints lines whose test holds, and tells what it left out as unknown", () => {
    const template = parseDraftTemplate(
      `${HEAD}Subject: Hello {to_first}\n\n- [logins < 5] only {logins|num} logins\n- [logins >= 5] many\n\nSilent for {silent}\n{gone}\nBye {from}\n`,
      "wave.md",
    );
    expect(fillDraft(template, values({ logins: 3 }))).toEqual({
      subject: "Hello Ada",
      text: "- only 3num logins\n\nBye Ben",
      cited: ["logins"],
      observations: 1,
      leftOut: [
        { line: 12, unknown: "silent" },
        { line: 13, unknown: "gone" },
      ],
    });
  });

  it.each([
    ["no head", "Subject: x\n", "frontmatter-missing", 1],
    ["no subject", `${HEAD}Hello\n`, "no-subject", 7],
    ["a broken test", `${HEAD}Subject: x\n\n- [logins <] y\n`, "bad-test", 9],
    ["a key that is none", "---\ndraft: wave\nplay: x\n---\nSubject: x\n", "bad-setting", undefined],
    ["a play with a path in it", "---\ndraft: ../x\ntitle: a\nintent: b\nfrom: c\n---\nSubject: x\n", "bad-setting", 2],
  ])("refuses %s with the line", (_what, text, code, line) => {
    const error = caught(() => parseDraftTemplate(text, "wave.md"));
    expect(error).toMatchObject({ detail: { code, ...(line === undefined ? {} : { place: { file: "wave.md", line } }) } });
  });

  it("refuses a name in braces that is nothing, with the nearest", () => {
    const template = parseDraftTemplate(`${HEAD}Subject: x\n\nHello {to_frist}\n`, "wave.md");
    expect(caught(() => fillDraft(template, values({})))).toMatchObject({
      detail: { code: "unknown-slot", allowed: ["to_first"], place: { line: 9 } },
    });
  });

  it("throws nothing but its own error, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => HEAD + text),
          fc.string().map((text) => `---\n${text}\n---\n`),
        ),
        (text) => {
          const error = caught(() => fillDraft(parseDraftTemplate(text, "wave.md"), values({})));
          expect(error === undefined || error instanceof EchoError).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is replaced by the workspace's of the same play", async () => {
    const own = tempFolder();
    writeFiles(own, { "references/playbooks/drafts/recovery.md": HEAD.replace("wave", "recovery") + "Subject: Ours\n\nHi\n" });
    const templates = await loadDraftTemplates([join(ROOT, "references"), join(own, "references")]);
    removeFolder(own);
    expect(templates.get("recovery")?.subject.text).toBe("Ours");
    expect(templates.get("renewal")?.subject.text).toContain("agreement");
  });
});

describe("the shipped templates", async () => {
  const templates = [...(await loadDraftTemplates([join(ROOT, "references")])).values()];

  it("are there for the plays people ask for", () => {
    expect(templates.map(({ play }) => play)).toEqual(
      expect.arrayContaining([
        "recovery",
        "kickoff",
        "renewal",
        "qbr-follow-up",
        "win-back",
        "re-engagement",
        "feature-shipped",
        "check-in",
      ]),
    );
  });

  it.each(templates.map((template): [string, DraftTemplate] => [template.play, template]))(
    "%s says nothing that only we should read",
    (_play, template) => {
      const words = [template.subject, ...template.lines].map(({ text }) => text.replaceAll(/\{[^}]*\}/g, "…")).join("\n");
      expect(insideWords(words, { otherAccounts: [], figures: [] })).toEqual([]);
      const metrics = metricsOf(template, (name) => METRICS.has(name));
      expect(slotNames(template).filter((name) => /^health|^arr$|^segment$|^touch$/.test(name))).toEqual([]);
      expect(metrics.filter((name) => METRICS.get(name)?.about !== "account")).toEqual([]);
    },
  );
});

describe("insideWords", () => {
  it("finds our words, our figures, marks of Facts and other customers' names", () => {
    const text = "Your health score fell and churn looms: $118,800 (F7). Globex said so too.";
    expect(insideWords(text, { otherAccounts: ["Globex"], figures: ["$118,800"] })).toEqual([
      "health score",
      "churn",
      "F7",
      "Globex",
      "$118,800",
    ]);
    expect(insideWords("A healthy start, Globexia.", { otherAccounts: ["Globex"], figures: [] })).toEqual([]);
  });
});

function caught(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
