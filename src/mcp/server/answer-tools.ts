import { z } from "zod";
import { ask } from "../../app/ask.ts";
import { evidenceOf } from "../../app/evidence.ts";
import { findReferences, showReference } from "../../app/reference-search.ts";
import { openRouter } from "../../app/route-team.ts";
import { accountIn } from "../../app/route-accounts.ts";
import type { Brief } from "../../domain/brief/brief.ts";
import { formatFact } from "../../domain/facts/format-value.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { PURPOSES } from "../../team/purpose.ts";
import { routeBy } from "../../team/route/route.ts";
import { namedAccounts } from "./account-names.ts";
import { account, asOf, defineServerTool, health, limit } from "./server-tool.ts";

const askTool = defineServerTool({
  name: "ask",
  title: "Ask a question of the book",
  description:
    "Answers a question about one account or the whole book: what is found, why, what to do, who and until when. Every value is a Fact with an id that `evidence` re-runs. Written by rules, without a model. Good questions: why is Acme churning? which accounts are at risk? prepare Acme's renewal.",
  effect: "read",
  files: true,
  input: z.strictObject({
    question: z.string().min(1).max(4000),
    account: account.optional().describe("the account it is about, where the question does not name it"),
    agent: z.string().max(80).optional().describe("who answers, instead of the router's choice"),
    as_of: asOf,
    health,
  }),
  run: async ({ question, account: about, agent, as_of: day, health: model }, { answering, write }, signal) => {
    const { brief, files, age } = await ask(answering, { question, account: about, agent, asOf: day, health: model, signal });
    return { ...shortBrief(brief), age_days: age, ...(write ? { files } : {}) };
  },
});

/** The Brief without what only a program needs: templates, keys, queries. */
function shortBrief(brief: Brief): Record<string, unknown> {
  return {
    task: brief.task,
    as_of: brief.asOf,
    lane: brief.lane,
    agent: brief.agent,
    account: brief.account,
    account_name: brief.account_name,
    headline: brief.headline,
    findings: brief.findings.map(({ kind, severity, statement, facts, cause }) => ({
      kind,
      severity,
      statement,
      facts,
      ...(cause === undefined ? {} : { cause }),
    })),
    actions: brief.actions.map(({ what, owner, owner_name: person, due, why }) => ({
      what,
      owner,
      ...(person === undefined ? {} : { owner_name: person }),
      due,
      why,
    })),
    handoffs: brief.handoffs.map(({ from, to, mode, reason, status }) => ({ from, to, mode, reason, status })),
    references: brief.references.map(({ file, id, title }) => ({ file, id, title })),
    unknowns: brief.unknowns,
    remembered: brief.remembered ?? [],
    facts: brief.facts.map((fact) => {
      const metric = METRICS.get(fact.metric);
      return {
        id: fact.id,
        what: metric?.title ?? fact.metric,
        text: fact.value === null ? `unknown: ${fact.reason ?? "no data"}` : formatFact(fact, undefined, false, metric?.decimals),
        value: fact.value,
        unit: fact.unit,
        subject: fact.subject,
        from: fact.window.from,
        to: fact.window.to,
      };
    }),
    unverified: brief.verification.unverified,
  };
}

const evidenceTool = defineServerTool({
  name: "evidence",
  title: "Show what a Fact rests on",
  description:
    "Computes a Fact of an earlier answer again and returns its formula, its value now and the stored rows behind it, with file and line where they are known.",
  effect: "read",
  input: z.strictObject({
    fact: z.string().min(1).max(20).describe("id of a Fact, such as F7"),
    task: z.string().max(200).optional().describe("`task` of the answer; left out: the one answered last"),
    limit: limit(20, 100),
  }),
  run: async ({ fact, task, limit: most }, { deps }) => {
    const { fact: found, ...evidence } = await evidenceOf(deps, { fact, task, limit: most });
    return { ...evidence, fact: found };
  },
});

const routeTool = defineServerTool({
  name: "route",
  title: "Whose request is this?",
  description: "Tells which lane and which agent of the team should take a request, how sure that is, and why. Offline.",
  effect: "read",
  input: z.strictObject({
    request: z.string().min(1).max(20_000),
    files: z.array(z.string().max(500)).max(50).default([]).describe("paths of the files it is about"),
  }),
  run: async ({ request, files }, { deps, place }) => {
    const [{ index }, accounts] = await Promise.all([openRouter(place), namedAccounts(deps)]);
    return { ...routeBy({ text: request, files, account: accountIn(request, accounts) }, index) };
  },
});

const referencesTool = defineServerTool({
  name: "references",
  title: "How the practice says things are done",
  description:
    "Finds entries of the practice's references (patterns to build on, sharp edges to diagnose, validations to review) by words, or shows one by its id. Cite entries by id; it also says where a request goes against one.",
  effect: "read",
  input: z.strictObject({
    text: z.string().max(2000).default("").describe("what you are about to do or see, in words"),
    id: z.string().max(40).optional().describe("id of one entry, such as PA-3"),
    purpose: z.enum(PURPOSES).optional(),
    limit: limit(5, 20),
  }),
  run: async ({ text, id, purpose, limit: most }, { deps }) => {
    const { references } = deps.workspace;
    if (id !== undefined) return { entries: [await showReference(references, id)] };
    return { ...(await findReferences(references, { text, purpose, limit: most })) };
  },
});

/** Tools that answer in sentences and say what they rest on. */
export const ANSWER_TOOLS = [askTool, evidenceTool, routeTool, referencesTool];
