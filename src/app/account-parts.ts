import { compareText } from "../core/compare-text.ts";
import { capitalised } from "../core/text.ts";
import { accountProblems } from "./account-problems.ts";
import type { Quote } from "./account-quotes.ts";
import type { Deps } from "./deps.ts";
import { expansionReport } from "./expansion.ts";
import { journeyReport } from "./journey.ts";
import type { BookOptions } from "./open-session.ts";
import { peopleReport } from "./people.ts";
import { listRenewals } from "./renewals.ts";
import { listSignals } from "./signals.ts";
import type { Stakeholder } from "../domain/people/stakeholder.ts";
import { dealWords } from "../domain/renewals/by-deal.ts";
import { PLAN_ITEMS } from "../domain/success-plan/plan-items.ts";
import type { Block, Part } from "../reports/document.ts";

/** One account, looked at with these options. */
export interface AccountView {
  readonly deps: Deps;
  readonly options: BookOptions & { readonly account: string };
}

/** Warnings of the account, the gravest first. */
export async function signalsPart({ deps, options }: AccountView): Promise<Part> {
  const { signals } = await listSignals(deps, { ...options, kind: "risk" });
  const block = signalTable("The gravest first", signals);
  return part("signals", "Early warnings", signals.length === 0 ? [nothing("No early warning is raised.")] : [block]);
}

/** What speaks for growing the account, and whether anybody may offer it more. */
export async function growthPart({ deps, options }: AccountView): Promise<Part> {
  const [chance] = (await expansionReport(deps, options)).accounts;
  if (chance === undefined) return part("growth", "Signs of growth", [nothing("The account has left.")]);
  const { signals, hold, deals } = chance;
  return part("growth", "Signs of growth", [
    ...(hold === null ? [] : [callout("bad", `On hold (${hold.rule}): ${hold.reason}`)]),
    signals.length === 0
      ? nothing("Nothing speaks for more of the product yet.")
      : signalTable("Signs that the account could grow", signals),
    ...(deals.length === 0 ? [] : [{ kind: "bullets", items: deals.map((deal) => `Open deal: ${deal}`) } as const]),
  ]);
}

/** The product catalogue against what the account has. */
export async function whitespacePart({ deps, options }: AccountView): Promise<Part> {
  const [chance] = (await expansionReport(deps, options)).accounts;
  const rows = (chance?.products ?? []).map(({ name, cell }) => [name, cell]);
  return part("whitespace", "Whitespace", [
    rows.length === 0
      ? missing("No product catalogue in the exports, so the whitespace is not known.")
      : {
          kind: "table",
          caption: "What is sold, and whether the account has it",
          columns: [{ title: "Product", width: 2 }, { title: "Standing" }],
          rows,
        },
  ]);
}

/** Stakeholders by role and standing, what is missing among them, and whom to meet next. */
export async function peoplePart({ deps, options }: AccountView): Promise<Part> {
  const [found] = (await peopleReport(deps, options)).accounts;
  const { people = [], risks = [], meet = null } = found ?? {};
  if (people.length === 0) return part("people", "People", [missing("No contact of the account is on record.")]);
  const weighty = people.filter(({ roles, standing }) => !roles.includes("contact") || standing !== "not met");
  const rows = [...weighty]
    .sort(weightiestFirst)
    .map((one) => [
      one.name ?? one.email ?? one.contact,
      one.title ?? "–",
      one.roles.join(", "),
      one.standing,
      one.left_on ?? one.last_sign_on ?? "–",
    ]);
  const titles = ["Who", "Title", "Role", "Standing", "Last sign"];
  return part("people", "People", [
    { kind: "table", caption: "Stakeholders; roles are the CRM's current state", columns: titles.map((title) => ({ title })), rows },
    ...(risks.length === 0 ? [] : [{ kind: "bullets", items: risks.map(sentence) } as const]),
    ...(meet === null ? [] : [{ kind: "paragraph", words: `Meet next: ${meet.name} (${meet.why}).` } as const]),
  ]);
}

/** How the renewal stands: what the figures say, what the seller says, what comes next. */
export async function renewalPart({ deps, options }: AccountView): Promise<Part> {
  const { renewals, contractsKnown, byDeal } = await listRenewals(deps, { ...options, days: 366 });
  const blocks = renewals.flatMap((renewal): Block[] => {
    const {
      forecast,
      reasons,
      renewal_on: on,
      owner_forecast: owner,
      disagree,
      deal_open: open,
      deal_stage: stage,
      seller,
      next,
    } = renewal;
    const tone = forecast === "at risk" ? "bad" : forecast === "commit" ? "good" : "neutral";
    return [
      callout(tone, `${on}: ${forecast}. ${sentence(reasons.join("; "))}`),
      {
        kind: "bullets",
        items: [
          owner === null
            ? "The seller's own forecast is not on record."
            : `${seller ?? "The seller"} says ${owner}${disagree ? ", the figures do not" : ""}.`,
          open ? `Deal: ${stage ?? "open, no stage told"}.` : "No renewal deal is open.",
          `Next: ${next.what} (${next.owner}), by ${next.due}.`,
        ],
      },
    ];
  });
  if (blocks.length > 0) return part("renewal", "Renewal", blocks);
  const none = contractsKnown
    ? "No contract of the account ends within a year."
    : "No contract of the account is on record as in force, so when it renews is unknown.";
  const deals = byDeal.map((deal) => `A renewal deal is open: ${dealWords(deal)}.`);
  return part("renewal", "Renewal", [nothing(none), ...(deals.length === 0 ? [] : [{ kind: "bullets", items: deals } as const])]);
}

/** The milestones of onboarding with their days. */
export async function milestonesPart({ deps, options }: AccountView): Promise<Part> {
  const [journey] = (await journeyReport(deps, options)).journeys;
  const rows = (journey?.milestones ?? []).map(({ name, due, done, state }) => [name, due, done ?? "–", state]);
  const titles = ["Milestone", "Due", "Reached", "State"];
  return part("milestones", "Onboarding milestones", [
    rows.length === 0
      ? missing(`${capitalised(journey?.untold ?? "no start is recorded")}, so its milestones are not known.`)
      : { kind: "table", caption: "What the exports show of the onboarding", columns: titles.map((title) => ({ title })), rows },
  ]);
}

/** The seven things a success plan holds, and which of them are written down. */
export async function successPlanPart({ deps, options }: AccountView): Promise<Part> {
  const [journey] = (await journeyReport(deps, options)).journeys;
  const plan = journey?.plan ?? null;
  if (plan === null) return part("success-plan", "Success plan on record", [missing("No success plan is in the exports.")]);
  const items = PLAN_ITEMS.map(({ item }) => ({ what: sentence(item), done: !plan.missing.includes(item) }));
  return part("success-plan", "Success plan on record", [{ kind: "checklist", items }]);
}

/** What they want solved, in their words, with the ids. */
export async function problemsPart({ deps, options }: AccountView): Promise<Part> {
  const problems = await accountProblems(deps, options);
  return part("problems", "What they want solved", [
    problems.length === 0
      ? missing(
          "No problem of theirs is on record: no open request, no objective of a success plan, no ticket of 90 days with words of the list `expansion` (references/cues.yaml).",
        )
      : quoteTable("Recorded problems, the newest first", problems),
  ]);
}

/** Quotes as a table: word for word, with where they stand. */
export function quoteTable(
  caption: string,
  quotes: readonly (Pick<Quote, "id" | "said_on" | "text"> & { readonly kind: string })[],
): Block {
  return {
    kind: "table",
    caption,
    columns: [{ title: "Where" }, { title: "When" }, { title: "In their words", width: 4 }],
    rows: quotes.map(({ kind, id, said_on: on, text }) => [kind === "exit" ? "exit" : `${kind} ${id}`, on ?? "–", `“${text}”`]),
  };
}

function signalTable(
  caption: string,
  signals: readonly { readonly title: string; readonly severity: string; readonly first_seen: string }[],
): Block {
  return {
    kind: "table",
    caption,
    columns: [{ title: "Signal", width: 3 }, { title: "Severity" }, { title: "Since" }],
    rows: signals.map(({ title, severity, first_seen: since }) => [title, severity, since]),
  };
}

function weightiestFirst(a: Stakeholder, b: Stakeholder): number {
  const weight = ({ roles, standing }: Stakeholder): number =>
    (roles.includes("contact") ? 10 : 0) + (standing === "gone" ? 5 : 0) - roles.length;
  return weight(a) - weight(b) || compareText(a.name ?? "", b.name ?? "") || compareText(a.contact, b.contact);
}

function part(id: string, title: string, blocks: readonly Block[]): Part {
  return { id, title, blocks, notes: [] };
}

function nothing(words: string): Block {
  return { kind: "paragraph", words };
}

function missing(words: string): Block {
  return callout("missing", words);
}

function callout(tone: "good" | "bad" | "missing" | "neutral", words: string): Block {
  return { kind: "callout", tone, words };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}
