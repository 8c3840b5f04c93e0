import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filePackets } from "../../src/app/file-packets.ts";
import type { Session } from "../../src/app/open-session.ts";
import { requiredPackets } from "../../src/app/required-packets.ts";
import type { Brief } from "../../src/domain/brief/brief.ts";
import type { FiledHandoff } from "../../src/run/answer/filed-handoff.ts";
import { loadTeam } from "../../src/team/load-team.ts";
import { demoFolder, ROOT } from "../../src/testing/demo-book.ts";
import { runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import { withoutRule } from "../team/rule-probes.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await demoFolder();
});
afterAll(() => removeFolder(cwd));

const ask = async (question: string, ...argv: string[]): Promise<Brief> => runJson<Brief>(["ask", question, ...argv, "--demo"], { cwd });

describe("the charter where answers are filed", () => {
  it("brings in sales-engineer for a technical question about an account with an open deal, once", async () => {
    const question = "prepare the renewal plan for Acme: they ask about SAML and data residency";
    const brief = await ask(question, "--agent", "customer-success-manager");
    const consults = brief.handoffs.filter(({ to }) => to === "sales-engineer");
    expect(consults).toMatchObject([
      { mode: "consult", status: "filed", reason: expect.stringContaining("technical-question-to-sales-engineer") as string },
    ]);
    const packets = await runJson<{ to: string; status: string }[]>(["handoffs", "list", "--to", "sales-engineer", "--demo"], { cwd });
    expect(packets).toHaveLength(1);
    const again = await ask(question, "--agent", "customer-success-manager");
    expect(again.handoffs).toEqual(brief.handoffs);
  });

  it("writes no packet for an expansion while the account is red, and says by which rule", async () => {
    const team = await loadTeam([join(ROOT, "agents")]);
    const handoffs = join(cwd, "none");
    const session = { deps: { workspace: { handoffs, root: cwd } } } as Session;
    const day = "2026-11-20";
    const packet: FiledHandoff["packet"] = {
      task: "expansion-acme-2026w47",
      from: "customer-success",
      to: "account-executive",
      mode: "delegate",
      rule: null,
      subject: "expansion/acme",
      created: day,
      updated: day,
      deadline: null,
      account: "acme",
      title: "Seats",
      question: "where could Acme grow?",
      asked: "Make an offer",
      answer: null,
      outside: false,
    };
    const growth: FiledHandoff = { status: "filed", reason: "An upsell of forty seats", facts: [], packet };
    const brief = { findings: [] as Brief["findings"] } as Brief;
    const state = { account: { tier: "red", openSavePlan: false }, openTechnicalQuestion: false, openDeal: true } as const;
    const filed = await filePackets(session, brief, [growth], { team, circumstances: state });
    expect(filed.files).toEqual([]);
    expect(filed.brief.handoffs).toMatchObject([
      { status: "refused", packet: null, reason: expect.stringContaining("expansion-after-retention") as string },
    ]);
    expect(existsSync(handoffs)).toBe(false);
  });

  it("asks for nobody where the charter does not carry the rule, or no deal is open", async () => {
    const team = await loadTeam([join(ROOT, "agents")]);
    const brief = {
      agent: "customer-success-manager",
      question: "They ask about SAML",
      intent: "renewal",
      account: "acme",
      asOf: "2026-11-20",
      task: "t",
    } as Brief;
    const to = (openDeal: boolean, of = team): string[] =>
      requiredPackets(brief, [], { team: of, openDeal }).map(({ packet }) => packet.to);
    expect(to(true)).toEqual(["sales-engineer"]);
    expect(to(false)).toEqual([]);
    expect(to(true, withoutRule(team, "technical-question-to-sales-engineer"))).toEqual([]);
  });
});
