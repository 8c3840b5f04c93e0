import { knownAccounts } from "../book/known-accounts.ts";
import { measure } from "../book/measure.ts";
import { olderOpenTickets, openTicketRows, ticketsOverUndated } from "../book/quarter-rows.ts";
import type { QueryContext } from "../book/queries/query.ts";
import { addDays, type Day } from "../core/days.ts";
import { InternalError } from "../core/errors.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { Fact, Measurement } from "../domain/facts/fact.ts";
import type { Part, ReportDocument } from "../reports/document.ts";
import { recordFacts } from "../tasks/facts-ledger.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import { accountDocument } from "./account-document.ts";
import { type AccountPage, GLANCE, OTHER, SUPPORT, USE } from "./account-page.ts";
import { growthPart, milestonesPart, peoplePart, renewalPart, signalsPart, successPlanPart } from "./account-parts.ts";
import type { Deps } from "./deps.ts";
import { healthReport } from "./health.ts";
import { type BookOptions, openSession, type Session } from "./open-session.ts";
import { reportBrand } from "./report-brand.ts";
import { resolveAccount } from "./resolve-account.ts";
import type { TaskLine } from "./task-line.ts";
import { listTaskLines } from "./tasks.ts";
import { shared } from "./within.ts";

export interface MadeAccountPage {
  readonly age: number;
  readonly page: AccountPage;
  readonly document: ReportDocument;
}

/** Days between two points of the trend, and how many there are. */
const STEP = 30;
const POINTS = 6;

/** Everything a person must know before they talk to the account. Throws UserError for an unknown account. */
export async function accountPage(deps: Deps, options: BookOptions & { readonly account: string }): Promise<MadeAccountPage> {
  const common = deps.within === undefined ? shared() : undefined;
  const own = common === undefined ? deps : { ...deps, within: { shared: common } };
  try {
    const session = await openSession(own, options);
    try {
      return await pageOn(session, own, options);
    } finally {
      session.close();
    }
  } finally {
    await common?.close();
  }
}

async function pageOn(
  session: Session,
  deps: Deps,
  { account: named, health, asOf: day }: BookOptions & { readonly account: string },
): Promise<MadeAccountPage> {
  const { asOf, age, book } = session;
  const account = resolveAccount(named, await knownAccounts(book));
  const context = session.context(health);
  const figures = await measure(context, { account: account.account }, [...GLANCE, ...SUPPORT, ...USE, ...OTHER]);
  const points = await trendOf(context, account, asOf);
  const task = await resolveTaskId(deps.workspace.tasks, { intent: "account", subject: account.account, asOf }, deps.log);
  const recorded = await recordFacts(deps.workspace.runs, task, [...figures, ...points]);
  const [facts, trend] = [recorded.slice(0, figures.length), recorded.slice(figures.length)];
  const view = { deps, options: { asOf, workOn: session.workOn, health, account: account.account } };
  const { scores } = await healthReport(deps, view.options);
  const page: AccountPage = {
    account: account.account,
    name: account.name,
    as_of: asOf,
    task,
    facts: [...recorded],
    health: scores[0] ?? null,
    trend: trend.map(({ asOf: on, value }) => ({ on, score: typeof value === "number" ? value : null })),
    open_tickets: await openTicketRows(book, { account: account.account, from: asOf, to: asOf, asOf }),
    older_open_tickets: await olderOpenTickets(book, { account: account.account, from: asOf, to: asOf, asOf }),
    tickets_over_undated: await ticketsOverUndated(book, { account: account.account, from: asOf, to: asOf, asOf }),
    tasks: await openTasks(deps, account.account, day),
  };
  const parts: Record<string, Part> = {};
  for (const make of [signalsPart, growthPart, renewalPart, peoplePart, milestonesPart, successPlanPart]) {
    const part = await make(view);
    parts[part.id] = part;
  }
  const brand = await reportBrand(deps.workspace, deps.workspace.config.company?.name ?? book.company, deps.log);
  return { age, page, document: accountDocument(page, { fact: lookup(facts), trend, parts, brand }) };
}

/** The health score a month apart, the oldest first, each as it stood then. */
async function trendOf(context: QueryContext, { account }: KnownAccount, asOf: Day): Promise<Measurement[]> {
  const days = Array.from({ length: POINTS }, (_, index) => addDays(asOf, -STEP * (POINTS - 1 - index)));
  const points: Measurement[] = [];
  for (const day of days)
    points.push(...(await measure({ ...context, scope: { ...context.scope, asOf: day } }, { account }, ["health_score"])));
  return points;
}

/** Open tasks of the account, late or not as `tasks list` tells it; one whose files cannot be read is named in the log and passed over. */
async function openTasks(deps: Deps, account: string, asOf: Day | undefined): Promise<TaskLine[]> {
  const { tasks } = await listTaskLines({ ...deps, owner: undefined }, { open: true, account, asOf });
  return tasks.filter((task) => task.account === account);
}

function lookup(facts: readonly Fact[]): (metric: string) => Fact {
  return (metric) => {
    const found = facts.find((fact) => fact.metric === metric);
    if (found === undefined) throw new InternalError({ code: "not-measured", message: `The page did not measure "${metric}".` });
    return found;
  };
}
