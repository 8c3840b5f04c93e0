import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadPractice } from "../../src/app/load-practice.ts";
import { openSession, type Session } from "../../src/app/open-session.ts";
import { understand } from "../../src/app/understand.ts";
import { readEnvironment } from "../../src/config/environment.ts";
import { findWorkspace } from "../../src/config/workspace.ts";
import { fixedClock } from "../../src/core/clock.ts";
import { EchoError } from "../../src/core/errors.ts";
import { silentLog } from "../../src/core/log.ts";
import type { Brief } from "../../src/domain/brief/brief.ts";
import type { Practice } from "../../src/run/answer/practice.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runCli, runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";

interface Form {
  readonly intent: string;
  readonly account: string;
  readonly cites: readonly string[];
  readonly questions: readonly string[];
}

/** What people ask, by the kind of answer they want; every line is one form and its paraphrases. */
const FORMS: readonly Form[] = readFileSync(new URL("../fixtures/questions/forms.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => {
    const [intent = "", account = "", cites = "", questions = ""] = line.split("\t");
    return { intent, account, cites: cites.split(",").filter((name) => name !== ""), questions: questions.split(" | ") };
  });

/** `metric` and `account-metric` share an intent: what tells them apart is whether an account is named. */
const intentOf = (form: Form): string => (form.intent === "account-metric" ? "metric" : form.intent);

let cwd = "";
let session: Session;
let practice: Practice;
beforeAll(async () => {
  cwd = await demoFolder();
  const workspace = await findWorkspace({ cwd, packageRoot: ROOT, demo: true });
  const deps = { workspace, environment: readEnvironment({}), clock: fixedClock("2026-11-22T09:00:00Z"), log: silentLog };
  session = await openSession(deps);
  practice = await loadPractice(deps.workspace, silentLog);
});
afterAll(() => {
  session.close();
  removeFolder(cwd);
});

describe("every form of question", () => {
  it("comes in sixty forms and more than two hundred wordings", () => {
    expect(FORMS.length).toBeGreaterThanOrEqual(60);
    expect(FORMS.flatMap(({ questions }) => questions).length).toBeGreaterThanOrEqual(200);
    for (const { questions } of FORMS) expect(questions.length).toBeGreaterThanOrEqual(3);
  });

  it.each(FORMS.map((form) => [form.questions[0] ?? "", form] as const))("%s, and its paraphrases", async (_first, form) => {
    const seen = await Promise.all(
      form.questions.map(async (question) => {
        try {
          const { assignment } = await understand(session, practice, { question });
          const { intent } = assignment.choice.playbook;
          return { question, intent, account: assignment.account?.account ?? "" };
        } catch (error) {
          return { question, intent: error instanceof EchoError ? error.code : String(error), account: "" };
        }
      }),
    );
    expect(seen).toEqual(form.questions.map((question) => ({ question, intent: intentOf(form), account: form.account })));
  });

  it.each(FORMS.map((form) => [form.questions[0] ?? "", form] as const))(
    "%s: the answer cites its figures and stands verified",
    async (question, form) => {
      const brief = await runJson<Brief>(["ask", question, "--demo", "--no-model"], { cwd });
      expect(brief.verification.unverified).toEqual([]);
      expect(brief.headline).not.toMatch(/unknown|undefined|\{/);
      for (const metric of form.cites) expect(brief.facts.map((fact) => fact.metric)).toContain(metric);
      if (
        !["metric", "guidance", "ranking", "comparison", "team"].includes(brief.intent) &&
        brief.findings.some(({ kind }) => kind === "risk")
      )
        expect(brief.actions.length).toBeGreaterThan(0);
    },
  );
});

describe("who answers about one account", () => {
  it.each([
    ["why is Acme in trouble?", "retention-specialist"],
    ["what did Juniper Media complain about?", "customer-support"],
    ["why is Acme churning?", "retention-specialist"],
  ])("%s is led by %s, who may ask the others", async (question, agent) => {
    expect((await understand(session, practice, { question })).assignment.agent.name).toBe(agent);
  });

  it("is whoever is named, in any case", async () => {
    const { assignment } = await understand(session, practice, { question: "why is Acme in trouble?", agent: "product-engineer" });
    expect(assignment.agent.name).toBe("product-engineer");
  });
});

describe("two accounts in one row", () => {
  const about = async (question: string) => {
    const { assignment } = await understand(session, practice, { question });
    return [assignment.choice.playbook.id, assignment.compared === true ? assignment.accounts.map(({ account }) => account) : []];
  };

  it.each([
    "is Acme and Brightloom ok?",
    "how are Acme & Brightloom doing",
    "why are Brightloom, Acme churning?",
    "Wie geht es Acme und Brightloom?",
  ])("%s is about both", async (question) => expect(await about(question)).toEqual(["comparison", ["acme", "brightloom"]]));

  it("and not where one of them is spoken of and the other only mentioned", async () => {
    expect((await about("is Acme ok, and what is next?"))[0]).not.toBe("comparison");
  });
});

describe("a question that cannot be answered", () => {
  it.each(["what's the weather in Lisbon?", "write me a poem about the sea", "how do I cook rice?"])(
    "%s is refused with what the team does",
    async (question) => {
      const { exit, stderr } = await runCli(["ask", question, "--demo", "--no-model"], { cwd });
      expect(exit).toBe(1);
      expect(stderr).toContain("customer-success");
    },
  );

  it.each(["how do I reset my password", "how do I make a good cup of coffee?", "what should we do about the printer driver?"])(
    "%s, of which the references only share a chance word, is refused, and nothing is written",
    async (question) => {
      const folder = await demoFolder();
      try {
        const { exit, stdout, stderr } = await runCli(["ask", question, "--demo", "--no-model"], { cwd: folder });
        expect({ exit, stdout }).toEqual({ exit: 1, stdout: "" });
        expect(stderr).toContain("which accounts are at risk?");
        for (const written of ["tasks", "handoffs", ".echo/runs"]) expect(existsSync(join(folder, "echo-demo", written))).toBe(false);
      } finally {
        removeFolder(folder);
      }
    },
  );

  it.each(["average discount", "headcount", "average seats per account"])(
    "%s says that no figure goes by these words, and what to do",
    async (question) => {
      const brief = await runJson<Brief>(["ask", question, "--demo", "--no-model"], { cwd });
      expect(brief.headline).toContain("No figure and no list goes by these words");
      expect(brief.unknowns.map(({ needs }) => needs ?? "").join(" ")).toContain("echo-cs metrics --definitions");
    },
  );

  it("about an account that is not in the book names the nearest", async () => {
    const { exit, stderr } = await runCli(["ask", "why is Brigtloom churning?", "--demo", "--no-model"], { cwd });
    expect(exit).toBe(1);
    expect(stderr).toContain("Brightloom");
  });

  it("about a time of its own says that the figures have other windows, and how to get that time", async () => {
    const elsewhere = async (question: string): Promise<boolean> => {
      const brief = await runJson<Brief>(["ask", question, "--demo", "--no-model"], { cwd });
      return brief.unknowns.some(({ needs }) => needs?.includes("--from") === true);
    };
    expect(await elsewhere("how has usage at Juniper Media changed since August?")).toBe(true);
    expect(await elsewhere("what is our churn rate?")).toBe(false);
    expect(await elsewhere("what was our churn rate last quarter?")).toBe(false);
  });
});
