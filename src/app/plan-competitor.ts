import { knownAccounts } from "../book/known-accounts.ts";
import { measureAll } from "../book/measure.ts";
import { UserError } from "../core/errors.ts";
import { clean, count, slug } from "../core/text.ts";
import type { Fact } from "../domain/facts/fact.ts";
import type { Part } from "../reports/document.ts";
import { cite, type Words } from "../reports/words.ts";
import { Values } from "../run/analyst/values.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";
import { type Quote, quotesOf } from "./account-quotes.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import type { MadePlan } from "./plan.ts";
import { planDocument } from "./plan-document.ts";
import { phasesOf, planReport } from "./plan-report.ts";
import { wantedSteps } from "./plan-steps.ts";
import type { PlanTemplate } from "./plan-template.ts";
import { filePlan, planTask } from "./plan-tracking.ts";
import { reportBrand } from "./report-brand.ts";

export interface CompetitorInput extends BookOptions {
  readonly template: PlanTemplate;
  /** The other product's name; without one any mention of another product counts. */
  readonly competitor?: string | undefined;
}

/** A brief with the quotes it rests on. */
export interface CompetitorBrief extends MadePlan {
  readonly quotes: readonly Quote[];
}

const MOST = 200;
/** The source's codes for a departure to another product. */
const SWITCHED = /switch|competit|other product|alternative/i;
const METRICS = ["arr", "renewal_on", "health_tier"];

/** What customers of the book said of another product, word for word, and what follows. Throws UserError where nobody said anything. */
export async function competitorBrief(deps: Deps, input: CompetitorInput): Promise<CompetitorBrief> {
  const session = await openSession(deps, input);
  try {
    return await briefOn(session, input);
  } finally {
    session.close();
  }
}

async function briefOn(session: Session, { template, competitor, health }: CompetitorInput): Promise<CompetitorBrief> {
  const { asOf, workOn, age, book, knowledge, deps } = session;
  const wanted = competitor === undefined ? undefined : competitor.replaceAll("*", " ").trim();
  const phrases = wanted === undefined ? (knowledge.cues.get("competitor") ?? []) : [wanted];
  const named = wanted?.toLowerCase();
  const exits = ({ reason, competitor: went }: { readonly reason: string | null; readonly competitor: string | null }): boolean =>
    named === undefined ? went !== null || SWITCHED.test(reason ?? "") : went?.toLowerCase().includes(named) === true;
  const quotes = slug(wanted ?? "any") === "" ? [] : await quotesOf(book, { asOf, phrases, exits, limit: MOST });
  if (quotes.length === 0) throw nothingSaid(competitor);

  const known = new Map((await knownAccounts(book)).map(({ account, name }) => [account, name]));
  const accounts = [...new Set(quotes.map(({ account }) => account))].sort();
  const measured = await measureAll(session.context(health), accounts, METRICS);
  const name = wanted ?? "any other product";
  const task = await planTask(session, { intent: `competitor-brief-${slug(name)}`, subject: null, owner: book.owner });
  const facts = await recordFacts(deps.workspace.runs, task.id, [...measured.values()].flat());
  const steps = wantedSteps(template, {
    values: new Values([]),
    opened: task.opened,
    calendar: { holidays: new Set(deps.workspace.config.holidays ?? []) },
  });
  const title = `${template.title}: ${clean(name)}`;
  const question = `echo-cs plan competitor${competitor === undefined ? "" : ` ${JSON.stringify(clean(competitor))}`}`;
  const filed = await filePlan(session, {
    template,
    task,
    title,
    question,
    steps,
    say: (step) => step.template,
    context: session.context(health),
    figures: new Map(),
  });
  const phases = phasesOf(steps, filed.lines, (step) => step.template, workOn);
  const plan = planReport(
    { template, task, asOf, phases, filed },
    { account: null, name: clean(name), findings: [], facts: [...facts], missing: [] },
  );
  const brand = await reportBrand(deps.workspace, deps.workspace.config.company?.name ?? book.company, deps.log);
  const parts = [accountsPart(accounts, known, quotes, facts), quotesPart(quotes)];
  return { age, plan, quotes, document: planDocument(plan, { figures: [], findings: [], parts, brand }) };
}

/** Who said it, and what hangs on them. */
function accountsPart(
  accounts: readonly string[],
  names: ReadonlyMap<string, string>,
  quotes: readonly Quote[],
  facts: readonly Fact[],
): Part {
  const said = (account: string, metric: string): Words => {
    const fact = facts.find((one) => one.metric === metric && "account" in one.subject && one.subject.account === account);
    return fact === undefined || fact.value === null ? "–" : [cite(fact)];
  };
  const rows = accounts.map((account): Words[] => [
    names.get(account) ?? account,
    ...METRICS.map((metric) => said(account, metric)),
    count(quotes.filter((quote) => quote.account === account).length, "quote"),
  ]);
  return {
    id: "accounts",
    title: "Who speaks of it",
    blocks: [
      {
        kind: "table",
        caption: `${count(accounts.length, "account")}, ${count(quotes.length, "quote")}; ARR and health on as-of`,
        columns: [
          { title: "Account", width: 2 },
          { title: "ARR", align: "right" },
          { title: "Renewal" },
          { title: "Health" },
          { title: "Said" },
        ],
        rows,
      },
    ],
    notes: [],
  };
}

function quotesPart(quotes: readonly Quote[]): Part {
  return {
    id: "words",
    title: "In their words",
    blocks: [
      {
        kind: "table",
        caption: "Word for word, the newest first",
        columns: [{ title: "Account" }, { title: "Where" }, { title: "When" }, { title: "In their words", width: 4 }],
        rows: quotes.map(({ name, kind, id, said_on: on, text }) => [
          name,
          kind === "exit" ? "exit" : `${kind} ${id}`,
          on ?? "–",
          `“${text}”`,
        ]),
      },
    ],
    notes: [],
  };
}

function nothingSaid(competitor: string | undefined): UserError {
  return new UserError({
    code: "nothing-said",
    message: `No customer of the book speaks of ${competitor === undefined ? "another product" : `"${clean(competitor)}"`} in a ticket, a meeting note, a survey, a request or an exit.`,
    ...(competitor === undefined ? {} : { found: competitor }),
    fix:
      competitor === undefined
        ? "Add names and phrases to the list `competitor` of references/cues.yaml."
        : "`echo-cs plan competitor` without a name quotes every mention of another product.",
  });
}
