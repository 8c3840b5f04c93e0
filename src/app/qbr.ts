import { basename, dirname, join } from "node:path";
import { accountOwners } from "../book/account-owners.ts";
import { knownAccounts } from "../book/known-accounts.ts";
import { measureAll } from "../book/measure.ts";
import type { Day } from "../core/days.ts";
import { UserError } from "../core/errors.ts";
import { count, slug } from "../core/text.ts";
import type { KnownAccount } from "../domain/accounts/match-account.ts";
import type { Fact } from "../domain/facts/fact.ts";
import { type Quarter, quarterNamed } from "../domain/forecast/quarter.ts";
import { grainName, lastFullQuarter } from "../domain/metrics/period.ts";
import { refuseInternal } from "../reports/audience.ts";
import type { Audience, ReportDocument } from "../reports/document.ts";
import { factsOfDocument } from "../reports/facts-of.ts";
import { plain } from "../reports/words.ts";
import { resolveTaskId } from "../tasks/find-task.ts";
import type { Deps } from "./deps.ts";
import type { ModelChoice } from "./model-choice.ts";
import { loadReviewPractice, type ReviewPractice, templateNamed } from "./load-review-templates.ts";
import { type BookOptions, openWholeSession, type Session } from "./open-session.ts";
import { CUSTOMER_METRICS } from "./qbr-allowed.ts";
import { reviewDocument } from "./qbr-document.ts";
import { fileFollowUp } from "./qbr-follow-up.ts";
import { withoutOthers } from "./qbr-others.ts";
import type { Polish, Polisher } from "./qbr-polish.ts";
import { fillPptx, isPptxName, type PptxTemplate, readPptxTemplate } from "./qbr-pptx-template.ts";
import { measureReview } from "./qbr-review.ts";
import type { ReviewTemplate } from "./qbr-template.ts";
import { reportBrand } from "./report-brand.ts";
import { fileSlug, reportContent, type ReportFormat, reportPath, shownPath } from "./report-files.ts";
import { writeKeepingEdits } from "./write-keeping-edits.ts";
import { EVERYBODY, resolveOwner } from "./resolve-owner.ts";
import { firstNames, resolveAccount } from "./resolve-account.ts";

interface QbrInput extends BookOptions {
  /** One account as a person names it; every customer with `all`. */
  readonly account?: string | undefined;
  readonly all?: boolean | undefined;
  /** "2026Q3"; the last one that is over on as-of where left out. */
  readonly quarter?: string | undefined;
  readonly template?: string | undefined;
  readonly formats: readonly ReportFormat[];
  readonly out?: string | undefined;
  readonly internal?: boolean | undefined;
  /** Speaker notes in the HTML and Markdown for a customer too, where they can be read by whoever gets the file. */
  readonly notes?: boolean | undefined;
  /** The language model that words headline and narrative better; undefined: our own words. */
  readonly polish?: ModelChoice | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One review as written. */
export interface QbrResult {
  readonly account: string;
  readonly name: string;
  readonly quarter: string;
  readonly audience: Audience;
  readonly template: string;
  readonly task: string;
  readonly files: readonly string[];
  readonly slides: readonly { readonly title: string; readonly stage: string | null; readonly minutes: number | null }[];
  /** The Facts that the slides and their notes rest on. */
  readonly facts: readonly Fact[];
  /** What the slides say is not known. */
  readonly missing: readonly string[];
  /** Rows left out because they name another account. */
  readonly withheld: number;
  /** Tracking files written or updated. */
  readonly tracking: readonly string[];
  /** What became of the wording; only where a polish was asked for. */
  readonly polish?: Polish;
}

export interface QbrReport {
  readonly as_of: Day;
  readonly age: number;
  readonly quarter: Quarter;
  /** True where nobody named the quarter. */
  readonly chosen: boolean;
  readonly reviews: readonly QbrResult[];
}

const DEFAULT_TEMPLATE = "agenda";

/**
 * Writes the business review of one account, or of every customer: decks under reports/, the checklist around the meeting under tasks/. Throws
 * UserError for an unknown account, quarter, template or format; nothing is written of a review that would tell a customer too much.
 */
export async function businessReviews(deps: Deps, input: QbrInput): Promise<QbrReport> {
  const { workspace, log } = deps;
  const practice = await loadReviewPractice(workspace.references);
  const wished = input.template ?? workspace.config.qbr?.template ?? DEFAULT_TEMPLATE;
  const home = workspace.configPath === undefined ? workspace.root : dirname(workspace.configPath);
  const audience = input.internal === true ? "internal" : "customer";
  // What the person names is theirs to name; what echo.yaml names may have come with somebody's branch.
  const within = input.template === undefined ? home : undefined;
  const own = isPptxName(wished) ? await readPptxTemplate(wished, home, audience, within) : undefined;
  const template = templateNamed(own === undefined ? wished : DEFAULT_TEMPLATE, practice);
  // Not narrowed to an owner: peers, and the names that a customer must not read, are those of the whole book.
  const session = await openWholeSession(deps, input);
  let polisher: Polisher | undefined;
  try {
    const accounts = await knownAccounts(session.book);
    const chosen = await chosenAccounts(session, accounts, input);
    const quarter = quarterOf(input.quarter, session.asOf);
    if (input.polish !== undefined) {
      const { openPolisher } = await import("./qbr-polish.ts");
      polisher = await openPolisher(session, accounts, input.polish, input.signal);
    }
    const reviews: QbrResult[] = [];
    for (const account of chosen)
      reviews.push(
        await oneReview(session, { account, accounts, quarter, template, own, practice, input, polisher, many: chosen.length > 1 }),
      );
    if (reviews.every(({ polish }) => polish?.failure === null)) await polisher?.finish();
    const withheld = reviews.reduce((sum, review) => sum + review.withheld, 0);
    if (withheld > 0) log.warn(`${count(withheld, "row")} left out: the words name another account.`);
    return { as_of: session.asOf, age: session.age, quarter, chosen: input.quarter === undefined, reviews };
  } finally {
    await polisher?.close();
    session.close();
  }
}

interface OneReview {
  readonly account: KnownAccount;
  readonly accounts: readonly KnownAccount[];
  readonly quarter: Quarter;
  readonly template: ReviewTemplate;
  /** A presentation of the user's own, for the PPTX. */
  readonly own: PptxTemplate | undefined;
  readonly practice: ReviewPractice;
  readonly input: QbrInput;
  readonly polisher: Polisher | undefined;
  readonly many: boolean;
}

async function oneReview(
  session: Session,
  { account, accounts, quarter, template, own, practice, input, polisher, many }: OneReview,
): Promise<QbrResult> {
  const { workspace, log } = session.deps;
  const audience: Audience = input.internal === true ? "internal" : "customer";
  const task = await resolveTaskId(workspace.tasks, { intent: "qbr", subject: account.account, asOf: session.asOf }, log);
  const measured = await measureReview({ session, account, quarter, audience, task, points: practice.points, wanted: own?.metrics, many });
  const names = accounts.flatMap(({ account: id, name }) => (id === account.account ? [] : [name]));
  const { review: ours, withheld } = audience === "internal" ? { review: measured, withheld: 0 } : withoutOthers(measured, names);
  const { review, polish } = (await polisher?.polish(ours)) ?? { review: ours, polish: undefined };
  const outline = audience === "internal" ? withInternal(template, practice) : template;
  const document = reviewDocument(review, outline, await reportBrand(workspace, review.company, log, account));
  refuseInternal(document, account.account, CUSTOMER_METRICS);

  const outlineName = own === undefined ? template.name : slug(basename(own.file, ".pptx"));
  const name = [
    "qbr",
    fileSlug(account.account),
    quarter.name.toLowerCase(),
    outlineName,
    ...(audience === "internal" ? ["internal"] : []),
  ].join("-");
  const open = audience === "internal" || input.notes === true ? document : withoutNotes(document);
  const files: string[] = [];
  for (const format of input.formats) {
    const path = await reportPath(workspace.root, input.out, name, format, input.formats.length === 1 && !many);
    const content =
      format === "pptx" && own !== undefined
        ? await fillPptx(own, review, document)
        : await reportContent(format === "pptx" ? document : open, format, "slides");
    const written = await writeKeepingEdits(path, content, { ledger: join(workspace.runs, task, "reports.json"), root: workspace.root });
    if (written !== path)
      log.warn(`${shownPath(workspace.root, path)} was edited and stays; the new one is ${shownPath(workspace.root, written)}.`);
    files.push(shownPath(workspace.root, written));
  }
  return {
    account: account.account,
    name: account.name,
    quarter: quarter.name,
    audience,
    template: outlineName,
    task,
    files,
    slides: document.parts.map(({ title, stage }) => ({ title, stage: stage?.name ?? null, minutes: stage?.minutes ?? null })),
    facts: factsOfDocument(document),
    missing: missingOf(document),
    withheld,
    tracking: await fileFollowUp(session, review, task),
    ...(polish === undefined ? {} : { polish }),
  };
}

/** What the presenter is told is not for whoever gets the file; the cover's note, and where the numbers come from, may be read by all. */
function withoutNotes(document: ReportDocument): ReportDocument {
  return { ...document, parts: document.parts.map((part) => (part.cover === true ? part : { ...part, notes: [] })) };
}

/** The internal part stands behind what the customer sees. */
function withInternal(template: ReviewTemplate, { templates }: ReviewPractice): ReviewTemplate {
  return { ...template, stages: [...template.stages, ...(templates.get("internal")?.stages ?? [])] };
}

function missingOf({ parts }: ReportDocument): string[] {
  const said = parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "callout" && block.tone === "missing" ? [plain(block.words)] : [])),
  );
  return [...new Set(said)];
}

function quarterOf(named: string | undefined, asOf: Day): Quarter {
  const quarter =
    named === undefined ? { name: grainName(lastFullQuarter(asOf).from, "quarter"), ...lastFullQuarter(asOf) } : quarterNamed(named);
  if (quarter.from <= asOf) return quarter;
  throw new UserError({
    code: "quarter-ahead",
    message: `${quarter.name} begins after ${asOf}, the day this looks back from.`,
    found: named,
    allowed: [grainName(asOf, "quarter"), grainName(lastFullQuarter(asOf).from, "quarter")],
    fix: "Name a quarter that has begun, or another day with --as-of.",
  });
}

/** The account named, or every customer of as-of, of the owner where one is named. */
async function chosenAccounts(session: Session, accounts: readonly KnownAccount[], { account, all }: QbrInput): Promise<KnownAccount[]> {
  if (account !== undefined && all === true)
    throw new UserError({
      code: "account-and-all",
      message: "Name an account or say --all, not both.",
      fix: `echo-cs qbr --account ${account}`,
    });
  if (account !== undefined) return [resolveAccount(account, accounts)];
  if (all !== true)
    throw new UserError({
      code: "account-missing",
      message: "A review needs an account.",
      allowed: firstNames(accounts),
      fix: `Name one: echo-cs qbr --account ${accounts[0]?.account ?? "NAME"}, or say --all for every customer.`,
    });
  const { owner } = session.deps;
  const theirs =
    owner === undefined || owner === EVERYBODY ? undefined : new Set(resolveOwner(owner, await accountOwners(session.book)).accounts);
  const measured = await measureAll(
    session.context(),
    accounts.map((each) => each.account),
    ["churned_on", "is_customer"],
  );
  return accounts.filter((each) => {
    const [left, isCustomer] = measured.get(each.account) ?? [];
    return left?.value === null && isCustomer?.value === 1 && theirs?.has(each.account) !== false;
  });
}
