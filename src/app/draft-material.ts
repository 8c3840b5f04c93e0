import type { Book } from "../book/book.ts";
import { measure } from "../book/measure.ts";
import { lastRespondent } from "../book/last-respondent.ts";
import { recordedProblems } from "../book/recorded-problems.ts";
import { shippedRequests } from "../book/shipped-requests.ts";
import { addDays } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { clean, list, nearest } from "../core/text.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { Value } from "../domain/expression/evaluate.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import { masked } from "../domain/text/masked.ts";
import { formatFact, STYLES } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import type { DraftTemplate } from "../tasks/draft-template.ts";
import { type DraftValues, metricsOf, slotNames } from "../tasks/fill-draft.ts";
import { loadProductContext } from "../team/load-product-context.ts";
import { circumstancesOf } from "./handoff-circumstances.ts";
import type { Session } from "./open-session.ts";

/** What a person says about the message, beside account and play. */
export interface DraftWishes {
  /** To whom, where not the first known of the template's roles. */
  readonly to?: string | undefined;
  /** Whose message it is, where not the template's agent. */
  readonly as?: string | undefined;
  /** The customer's problem in their words. */
  readonly problem?: string | undefined;
  /** What was shipped. */
  readonly feature?: string | undefined;
  /** When that was. */
  readonly featureOn?: string | undefined;
}

export interface DraftMaterial {
  readonly values: DraftValues;
  /** The recipient's name; "[name]" where nobody is known. */
  readonly to: string;
  /** The customer's problem in their words. */
  readonly problem: string | null;
  readonly account: { readonly tier: "green" | "yellow" | "red" | null; readonly openSavePlan: boolean };
  /** Figures of ours, as printed, that must not stand in the text. */
  readonly inside: readonly string[];
}

const ALWAYS = [
  "champion_name",
  "decider_name",
  "csm_name",
  "seller_name",
  "arr",
  "churned_on",
  "churn_reason",
  "won_on",
  "expansion_tickets",
];
const SENDERS: Readonly<Record<string, string>> = {
  "customer-success": "csm_name",
  "customer-success-manager": "csm_name",
  "account-executive": "seller_name",
};
const RECIPIENT: Readonly<Record<string, string>> = { champion: "champion_name", "decision-maker": "decider_name" };
/** What we know about a customer and the customer does not read from us. */
const INSIDE_METRICS =
  /^(?:health_|arr$|segment$|touch$|weakest_input|competitor_|budget_|cancellation_|gap_other|gap_account|gap_arr|open_expansion|open_renewal|renewal_stage)/;
const KICKOFF_DAYS = 3;

/** What a template may print about an account: figures, names and what was recorded of its problem. */
export async function draftMaterial(
  session: Session,
  template: DraftTemplate,
  account: KnownAccount,
  input: DraftWishes,
): Promise<DraftMaterial> {
  refuseInside(template);
  const { book, asOf, deps } = session;
  const context = session.context();
  const names = [...new Set([...ALWAYS, ...metricsOf(template, (name) => METRICS.has(name))])];
  const figures = new Map((await measure(context, { account: account.account }, names)).map((one) => [one.metric, one]));
  const { account: state } = await circumstancesOf(account.account, context, deps.workspace, deps.log);
  const text = (metric: string): string | undefined => textOf(figures.get(metric));
  const { context: product } = await loadProductContext(deps.workspace.root, deps.workspace.config.company);
  const [shipped] = input.feature === undefined ? await shippedRequests(book, account.account, asOf) : [];
  const feature = input.feature ?? shipped?.title;
  const featureOn = input.featureOn ?? shipped?.shippedOn;
  const problem = input.problem ?? text("churn_reason") ?? (await recordedProblems(book, asOf)).get(account.account);
  if (input.to !== undefined) await requireContact(book, account, input.to, asOf);
  const respondent = template.to.includes("respondent") ? await lastRespondent(book, account.account, asOf) : undefined;
  const named = (role: string): string | undefined =>
    role === "respondent" ? (respondent === undefined ? undefined : clean(respondent)) : text(RECIPIENT[role] ?? "");
  const to = input.to ?? template.to.map(named).find((name) => name !== undefined);
  const extra: Readonly<Record<string, Value>> = {
    feature_given: feature === undefined ? "no" : "yes",
    feature_on: featureOn ?? "",
  };
  const arr = figures.get("arr");
  return {
    to: to ?? "[name]",
    problem: problem === undefined ? null : masked(clean(problem)),
    account: state,
    inside: typeof arr?.value !== "number" || arr.value === 0 ? [] : [formatFact(arr)],
    values: {
      isMetric: (name) => METRICS.get(name)?.about === "account",
      value: (name) => extra[name] ?? figures.get(name)?.value ?? null,
      print: (name, style) => printed(figures.get(name), style),
      words: {
        account: account.name,
        company: product.company ?? (book.company === "" ? "[our company]" : book.company),
        product: product.product,
        to: to ?? "[name]",
        to_first: firstName(to),
        from: text(SENDERS[input.as ?? template.from] ?? "") ?? "[your name]",
        problem: problem === undefined ? undefined : masked(clean(problem)),
        feature: feature === undefined ? undefined : clean(feature),
        feature_on: featureOn,
        kickoff_by: addDays(latest(text("won_on"), asOf), KICKOFF_DAYS),
      },
    },
  };
}

/** Throws UserError where nobody of that name is among the account's contacts, with the nearest; one who left is named as such. */
async function requireContact(book: Book, { account, name: called }: KnownAccount, to: string, asOf: string): Promise<void> {
  const people = await book.rows<{ name: string; email: string | null; left_on: string | null }>(
    `SELECT name, email, CASE WHEN left_on <= CAST($as_of AS DATE) THEN left_on END AS left_on FROM contacts WHERE account = $account AND name IS NOT NULL ORDER BY name, email`,
    { account, as_of: asOf },
  );
  // Without contacts on record nobody can be checked.
  if (people.length === 0) return;
  const wanted = to.trim().toLowerCase();
  const found = people.find(
    ({ name, email }) => name.toLowerCase() === wanted || email?.toLowerCase() === wanted || name.toLowerCase().split(/\s+/)[0] === wanted,
  );
  const present = people.filter(({ left_on: left }) => left === null).map(({ name }) => name);
  if (found?.left_on === null) return;
  const near = nearest(to, present);
  throw new UserError({
    code: "unknown-contact",
    message:
      found === undefined
        ? `"${clean(to)}" is not among the contacts of ${called}.`
        : `${clean(found.name)} left ${called} on ${String(found.left_on)}.`,
    found: to,
    allowed: present.slice(0, 8),
    fix:
      near.length > 0 ? `Did you mean ${list(near, "or")}?` : "Name one of the contacts, or leave --to out. `echo-cs people` shows them.",
  });
}

/** Three days from the day the deal was won; where that is over, from today. */
function latest(wonOn: string | undefined, asOf: string): string {
  return wonOn !== undefined && addDays(wonOn, KICKOFF_DAYS) >= asOf ? wonOn : asOf;
}

function printed(measurement: Measurement | undefined, style: string | undefined): string {
  if (measurement === undefined) return "unknown";
  const metric = METRICS.get(measurement.metric);
  return clean(
    formatFact(
      measurement,
      STYLES.find((known) => known === style),
      metric?.change,
      metric?.decimals,
    ),
  );
}

function textOf(measurement: Measurement | undefined): string | undefined {
  return typeof measurement?.value === "string" && measurement.value.trim() !== "" ? clean(measurement.value) : undefined;
}

/** How a person is greeted: by the first name, or with the title where nothing but the last name stands behind it ("Dr. Roy"). */
function firstName(name: string | undefined): string {
  const words = name?.trim().split(/\s+/) ?? [];
  const names = words.filter((word) => !TITLE.test(word));
  return (names.length === 1 ? words.join(" ") : (names[0] ?? words[0])) ?? "[name]";
}

const TITLE = /^(?:dr|prof|mr|mrs|ms|mx|herr|frau|m|mme|sr|sra)\.?$/i;

function refuseInside(template: DraftTemplate): void {
  const inside = slotNames(template).find((name) => INSIDE_METRICS.test(name));
  if (inside === undefined) return;
  throw new UserError({
    code: "charter-refuses",
    message: `Refused by the charter (no-inside-words-to-customers): the template prints {${inside}}, which is ours to know and not for a customer.`,
    found: inside,
    fix: "Take it out of the template. A test in front of a line may use it.",
    place: { file: template.file },
  });
}
