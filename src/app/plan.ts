import { knownAccounts } from "../book/known-accounts.ts";
import { measure } from "../book/measure.ts";
import type { Fact, Measurement } from "../domain/facts/fact.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { Part, ReportDocument } from "../reports/document.ts";
import { plain, type Words } from "../reports/words.ts";
import { compose } from "../run/analyst/compose.ts";
import type { DraftFinding } from "../run/analyst/draft.ts";
import { metricsUsed } from "../run/analyst/metrics-used.ts";
import { Values } from "../run/analyst/values.ts";
import { loadPlaybooks } from "../run/playbook/load-playbooks.ts";
import type { Playbook } from "../run/playbook/playbook.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";
import { keysIn, spoken } from "./account-sentences.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { planDocument } from "./plan-document.ts";
import { planParts } from "./plan-parts.ts";
import { requirePlanFits } from "./plan-refusals.ts";
import { phasesOf, type PlanReport, planReport } from "./plan-report.ts";
import { type WantedStep, wantedSteps } from "./plan-steps.ts";
import { metricsOfPlan, type PlanTemplate } from "./plan-template.ts";
import { filePlan, planTask } from "./plan-tracking.ts";
import { reportBrand } from "./report-brand.ts";
import { resolveAccount } from "./resolve-account.ts";
import { FIGURES } from "./task-figures.ts";
import { shared } from "./within.ts";

export interface PlanInput extends BookOptions {
  readonly template: PlanTemplate;
  /** One account as a person names it. */
  readonly account: string;
}

export interface MadePlan {
  readonly age: number;
  readonly plan: PlanReport;
  readonly document: ReportDocument;
}

/** What every plan measures: names, and what tells a customer from one that left. */
const ALWAYS = ["csm_name", "seller_name", "churned_on", ...FIGURES];
/** Findings of the playbook that a plan repeats. */
const FINDINGS = 8;

/**
 * Makes the plan of one account, or goes on with it: dates and owners from the book, its steps on the task's checklist, ticked where the book
 * shows them as done. Throws UserError for an unknown account, and where the plan does not fit it or the charter forbids it.
 */
export async function makePlan(deps: Deps, input: PlanInput): Promise<MadePlan> {
  // The parts of a plan are answers of other commands: they share one open book.
  const common = deps.within === undefined ? shared() : undefined;
  const own = common === undefined ? deps : { ...deps, within: { shared: common } };
  try {
    const session = await openSession(own, input);
    try {
      return await planOn(session, own, input);
    } finally {
      session.close();
    }
  } finally {
    await common?.close();
  }
}

async function planOn(session: Session, deps: Deps, { template, health, ...input }: PlanInput): Promise<MadePlan> {
  const { asOf, workOn, age, book } = session;
  const account = resolveAccount(input.account, await knownAccounts(book));
  const context = session.context(health);
  const playbook = await playbookOf(template, deps);
  const looked = playbook === undefined ? [] : metricsUsed(playbook).filter((name) => METRICS.get(name)?.about === "account");
  const names = [...new Set([...ALWAYS, ...metricsOfPlan(template), ...looked])];
  const measured = await measure(context, { account: account.account }, names);
  const values = new Values(measured);
  requirePlanFits(template, account, values.of, asOf);

  const task = await planTask(session, { intent: `${template.kind}-plan`, subject: account.account });
  const holidays = new Set(deps.workspace.config.holidays ?? []);
  const steps = wantedSteps(template, { values, opened: task.opened, calendar: { holidays } });
  const findings = playbook === undefined ? [] : compose(playbook, values, asOf).findings.slice(0, FINDINGS);
  const facts = await recordFacts(deps.workspace.runs, task.id, citedOf(template, steps, findings, values));
  const byKey = new Map(facts.map((fact) => [fact.key, fact]));
  const say = (step: WantedStep): Words => spoken(step.template, (key) => byKey.get(key));

  const figures = new Map([[account.account, await measure(context, { account: account.account }, FIGURES)]]);
  const question = `echo-cs plan ${template.kind} --account ${account.account}`;
  const title = `${template.title}: ${account.name}`;
  const filed = await filePlan(session, { template, task, title, question, steps, say: (step) => plain(say(step)), context, figures });
  const phases = phasesOf(steps, filed.lines, say, workOn);
  const shown = figuresOf(template, measured, byKey);
  const told = findings.map(({ kind, severity, template: text, facts: keys }) => ({
    kind,
    severity,
    words: spoken(text, (key) => byKey.get(key)),
    facts: keys.flatMap((key) => byKey.get(key)?.id ?? []),
  }));
  const plan = planReport(
    { template, task, asOf, phases, filed },
    {
      account: account.account,
      name: account.name,
      findings: told.map(({ kind, severity, words, facts: ids }) => ({ kind, severity, statement: plain(words), facts: ids })),
      facts: [...facts],
      missing: shown.filter(({ value }) => value === null).map(missingText),
    },
  );
  const parts: Part[] = await planParts(template.show, { deps, options: { asOf, workOn, health, account: account.account } });
  const brand = await reportBrand(deps.workspace, deps.workspace.config.company?.name ?? book.company, deps.log);
  return { age, plan, document: planDocument(plan, { figures: shown, findings: told, parts, brand }) };
}

async function playbookOf({ playbook, file }: PlanTemplate, { workspace, log }: Deps): Promise<Playbook | undefined> {
  if (playbook === undefined) return undefined;
  const found = (await loadPlaybooks(workspace.references)).get(playbook);
  if (found === undefined) log.warn(`${file}: there is no playbook "${playbook}", so the plan says nothing of how things stand.`);
  return found;
}

/** What the plan prints: its figures, the values in its steps, and those behind its findings. */
function citedOf(template: PlanTemplate, steps: readonly WantedStep[], findings: readonly DraftFinding[], values: Values): Measurement[] {
  const keys = new Set([
    ...steps.flatMap((step) => keysIn(step.template)),
    ...findings.flatMap((finding) => [...finding.facts, ...keysIn(finding.template)]),
  ]);
  return values.all().filter(({ metric, key }) => template.figures.includes(metric) || keys.has(key));
}

function figuresOf({ figures }: PlanTemplate, measured: readonly Measurement[], byKey: ReadonlyMap<string, Fact>): Fact[] {
  return figures.flatMap((name) => byKey.get(measured.find(({ metric }) => metric === name)?.key ?? "") ?? []);
}

function missingText({ metric, reason }: Fact): string {
  return `${METRICS.get(metric)?.title ?? metric}: ${reason ?? "the export does not say"}`;
}
