import { measure, measureAll } from "../../book/measure.ts";
import type { QueryContext } from "../../book/queries/query.ts";
import { queryNamed } from "../../book/queries/registry.ts";
import { SEVERITIES, type Unknown } from "../../domain/brief/brief.ts";
import { holds } from "../../domain/expression/evaluate.ts";
import type { Subject } from "../../domain/facts/fact.ts";
import type { Day } from "../../core/days.ts";
import { METRICS } from "../../domain/facts/metrics/registry.ts";
import { checkHandoff } from "../../team/policy/check-handoff.ts";
import { findAgent } from "../../team/team.ts";
import type { Contribution, HandoffRecord } from "../answer/contribution.ts";
import type { Practice } from "../answer/practice.ts";
import { BY_SEVERITY, type EachRule, type Playbook } from "../playbook/playbook.ts";
import { compose } from "./compose.ts";
import type { Draft, DraftFinding, DraftHandoff } from "./draft.ts";
import { isOfTheBook, metricsUsed } from "./metrics-used.ts";
import { Values } from "./values.ts";

export interface AnalystWork {
  readonly agent: string;
  readonly playbook: Playbook;
  readonly subject: Subject;
  /** The metric a question about one figure asks for. */
  readonly asked?: string | undefined;
  /** True where that metric is looked back at from an earlier day than the answer's. */
  readonly earlier?: boolean | undefined;
  /** Tables of the book that have rows. */
  readonly present: ReadonlySet<string>;
  /** Every account's id, for playbooks that list them one by one. */
  readonly accounts: readonly string[];
  /** Agents that have had the question so far. */
  readonly path: readonly string[];
  /** The day from which steps are due. */
  readonly workOn: Day;
}

/**
 * Answers by the playbook, without a model: measures, composes, and lets the agents it hands work to answer in the same way.
 * Handoffs obey the agents' own tables and the charter; what is refused is recorded with the rule.
 */
export async function analyse(work: AnalystWork, context: QueryContext, practice: Practice): Promise<Contribution> {
  const { playbook, subject } = work;
  const metrics = [...new Set([...metricsUsed(playbook), ...(work.asked === undefined ? [] : [work.asked])])];
  const draft =
    playbook.each === undefined
      ? compose(playbook, new Values(await measure(context, subject, metrics)), context.scope.asOf, {
          asked: work.asked,
          earlier: work.earlier,
          period: context.scope.period,
          present: work.present,
          workOn: work.workOn,
        })
      : await composeEach(playbook, playbook.each, work, context);
  const handoffs: HandoffRecord[] = [];
  for (const wanted of draft.handoffs) handoffs.push(await handOn(wanted, work, context, practice));
  return { agent: work.agent, lane: findAgent(practice.team, work.agent)?.lane ?? "none", playbook, draft, handoffs };
}

/** A playbook about the whole book that lists accounts: its findings once an account, everything else once. */
async function composeEach(
  playbook: Playbook,
  each: EachRule,
  { accounts, present, workOn }: AnalystWork,
  context: QueryContext,
): Promise<Draft> {
  const metrics = metricsUsed(playbook);
  const ofBook = await measure(
    context,
    { book: context.book.owner ?? "all" },
    metrics.filter((name) => isAboutBook(name)),
  );
  const measured = await measureAll(
    context,
    accounts,
    metrics.filter((name) => !isAboutBook(name)),
  );
  const once = playbook.findings.filter(isOfTheBook);
  const ofAccount = {
    ...playbook,
    findings: playbook.findings.filter((rule) => !once.includes(rule)),
    headline: [],
    steps: [],
    handoffs: [],
    unknowns: [],
  };
  const draftOf = (values: Values): Draft => compose(ofAccount, values, context.scope.asOf);
  const drafts = [...measured.values()]
    .map((measurements) => new Values([...ofBook, ...measurements]))
    .filter((values) => holds(each.where, values.of))
    .map((values) => (each.order.some(({ metric }) => metric === BY_SEVERITY) ? { values, draft: draftOf(values) } : { values }))
    .sort((a, b) => inOrder(each, a, b))
    .slice(0, each.limit)
    .map(({ values, draft }) => draft ?? draftOf(values));
  const findings: DraftFinding[] = drafts.flatMap((draft) => draft.findings);
  const whole = compose({ ...playbook, findings: once }, new Values(ofBook), context.scope.asOf, {
    present,
    workOn,
    found: findings,
    period: context.scope.period,
  });
  return {
    ...whole,
    unknowns: [...whole.unknowns, ...missingTables(metrics, present)],
    findings: [...findings, ...whole.findings.filter((finding) => !findings.includes(finding))],
    cites: [...new Set([...findings.flatMap((found) => found.cites), ...whole.cites])],
    measurements: new Map([...whole.measurements, ...drafts.flatMap((draft) => [...draft.measurements])]),
  };
}

/** The exports that the list would need and that hold nothing: a list may be empty for want of them. */
function missingTables(metrics: readonly string[], present: ReadonlySet<string>): Unknown[] {
  const missing = metrics.flatMap((name) => {
    const metric = METRICS.get(name);
    const [table] = metric === undefined || metric.about === "book" ? [] : queryNamed(metric.query).tables;
    return metric === undefined || table === undefined || present.has(table) ? [] : [metric];
  });
  return [...new Set(missing.map(({ needs }) => needs))].map((needs) => ({
    what: `not measured: ${missing
      .filter((metric) => metric.needs === needs)
      .map(({ title }) => title)
      .slice(0, 3)
      .join(", ")}`,
    needs,
  }));
}

function isAboutBook(name: string): boolean {
  return METRICS.get(name)?.about === "book";
}

interface Listed {
  readonly values: Values;
  readonly draft?: Draft;
}

function inOrder(each: EachRule, a: Listed, b: Listed): number {
  for (const { metric, descending } of each.order) {
    const [left, right] = metric === BY_SEVERITY ? [gravity(a), gravity(b)] : [a.values.of(metric), b.values.of(metric)];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return (left < right ? -1 : 1) * (descending ? -1 : 1);
  }
  return 0;
}

/** How grave the gravest finding is: a larger number is graver. */
function gravity({ draft }: Listed): number {
  return Math.max(-1, ...(draft?.findings ?? []).map(({ severity }) => SEVERITIES.indexOf(severity)));
}

async function handOn(wanted: DraftHandoff, work: AnalystWork, context: QueryContext, practice: Practice): Promise<HandoffRecord> {
  const path = [...work.path, work.agent];
  const verdict = checkHandoff(
    { from: work.agent, to: wanted.to, mode: wanted.mode, reason: wanted.reason.replaceAll(/\{[^}]*\}/g, "…"), depth: path.length, path },
    practice.team,
  );
  const { playbook: _playbook, rule = null, ...carried } = wanted;
  const record = { ...carried, from: work.agent, rule, note: null, outside: isPartner(wanted.to, practice), answer: null } as const;
  if (!verdict.allowed) return { ...record, status: "refused", rule: verdict.rule, note: verdict.reason };
  const playbook = practice.playbooks.get(wanted.playbook ?? "");
  if (playbook === undefined || verdict.outside) return { ...record, to: verdict.to, status: "filed" };
  const answer = await analyse({ ...work, agent: verdict.to, playbook, path, asked: undefined }, context, practice);
  return { ...record, to: verdict.to, status: "answered", answer };
}

/** Product and marketing work in trackers of their own: their packet holds a text to paste. */
function isPartner(name: string, { team }: Practice): boolean {
  const agent = findAgent(team, name);
  return agent === undefined || agent.lane === "partners";
}
