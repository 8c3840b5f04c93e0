import { relative, sep } from "node:path";
import { measure, measureAll } from "../book/measure.ts";
import { checkAvailable } from "../book/queries/check-available.ts";
import { checkContactDays } from "../book/queries/check-contact-days.ts";
import { type AccountFigures, accountFigures } from "../book/queries/check-figures.ts";
import { checkRows } from "../book/queries/check-rows.ts";
import { slug } from "../core/text.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { detectSignals, SIGNAL_METRICS } from "../domain/signals/detect-signals.ts";
import type { Signal } from "../domain/signals/signal.ts";
import { expansionFound } from "../domain/standards/expansion-found.ts";
import type { Rule } from "../domain/standards/rule.ts";
import { signalRows } from "../domain/standards/signal-rows.ts";
import { ownerRows } from "../domain/standards/owner-rows.ts";
import type { Figure, RowValue, SubjectRow } from "../domain/standards/subject-row.ts";
import { subjectKind, type SubjectName } from "../domain/standards/subjects.ts";
import { unitOf } from "../domain/standards/value-names.ts";
import { assessmentDays, healthHistory, routedDays } from "./check-history.ts";
import type { Session } from "./open-session.ts";

/** Everything that rules are held against, read once. */
export interface Subjects {
  readonly rows: ReadonlyMap<SubjectName, readonly SubjectRow[]>;
  /** What the book holds of what rules may need. */
  readonly available: ReadonlySet<string>;
  figure(row: SubjectRow, name: string): Figure;
  arr(account: string): number | null;
}

/** Values of every account that the check itself needs. */
const ALWAYS = ["arr", "segment", "touch", "csm_name", "churned_on"];
/** Kinds of subjects that are about accounts whether they are customers or not. */
const OF_ANY_ACCOUNT: readonly SubjectName[] = ["record", "twins"];
/** What the expansion share of the book is made of. */
const FOR_EXPANSION = ["journey_day", "health_tier", "open_expansions", "plan_expansions"];

/** Reads what `rules` look at, of the customers of the session's book, or of one account. */
export async function readSubjects(session: Session, rules: readonly Rule[], account: string | undefined): Promise<Subjects> {
  const context = session.context();
  const { workspace } = session.deps;
  const kinds = new Set(rules.map(({ each }) => each));
  const names = new Set(rules.flatMap((rule) => rule.names));
  const metrics = [...new Set([...ALWAYS, ...names, ...(names.has("expansion_found_share") ? FOR_EXPANSION : [])])].filter(
    (name) => METRICS.get(name)?.about === "account",
  );
  const [listed, figures, history, contacts, available] = await Promise.all([
    checkRows(context, "account"),
    accountFigures(context, metrics.sort()),
    healthHistory(workspace, session.asOf),
    checkContactDays(context),
    checkAvailable(context),
  ]);
  const customers = listed.filter(
    (row) => row.values["customer"] === 1 && (figures.get(row.account ?? "")?.get("churned_on")?.value ?? null) === null,
  );
  const graded = kinds.has("signal") || names.has("grave_signals") ? await signalsOf(session, customers) : [];
  const grave = graded.filter(({ kind, severity }) => kind === "risk" && (severity === "high" || severity === "critical"));
  const accounts = new Map(
    customers.map((row) => {
      const id = row.account ?? "";
      const values = {
        ...row.values,
        strategic: row.values["strategic"] === 1 || figures.get(id)?.get("segment")?.value === "enterprise" ? 1 : 0,
        grave_signals: grave.filter((signal) => signal.account === id).length,
        days_since_health: history?.get(id)?.days_since_health ?? null,
        days_below_green: history?.get(id)?.days_below_green ?? null,
      };
      return [id, { ...row, values }];
    }),
  );
  const assessed = kinds.has("signal")
    ? await assessmentDays(workspace, contacts.days, session.asOf)
    : new Map<string, readonly string[]>();
  const special: Readonly<Partial<Record<SubjectName, () => Promise<readonly SubjectRow[]> | readonly SubjectRow[]>>> = {
    account: () => [...accounts.values()],
    record: () => listed,
    signal: () => signalRows(graded, { contacts: contacts.days, assessed, begin: contacts.begin, asOf: session.asOf }),
    owner: () =>
      ownerRows(
        [...accounts.keys()].map((id) => ownedAccount(figures, id)),
        session.book.currency,
      ),
    pattern: () => patternRows(session),
    book: () => bookRows(session, names, accounts, figures),
  };
  const rows = new Map<SubjectName, readonly SubjectRow[]>();
  const within = account === undefined ? undefined : new Set([account]);
  for (const kind of [...kinds].sort()) {
    const read = (await special[kind]?.()) ?? (await checkRows(context, kind));
    const ofCustomers =
      subjectKind(kind).ofAccount && !OF_ANY_ACCOUNT.includes(kind) ? read.filter((row) => accounts.has(row.account ?? "")) : read;
    rows.set(kind, within === undefined ? ofCustomers : ofCustomers.filter((row) => row.account !== null && within.has(row.account)));
  }
  const at = exportsPrefix(workspace);
  return {
    rows: new Map([...rows].map(([kind, own]) => [kind, own.map((row) => placed(row, accounts.get(row.account ?? ""), at))])),
    available: new Set([...available, ...(history === undefined ? [] : ["health-history"])]),
    figure: (row, name) => figureOf(row, name, accounts, figures),
    arr: (id) => numberOrNull(figures.get(id)?.get("arr")?.value ?? null),
  };
}

/** What was not read from a file of its own is found at its account. */
function placed(row: SubjectRow, account: SubjectRow | undefined, prefix: string): SubjectRow {
  const { file, line } = row.file === null && account !== undefined ? account : row;
  return { ...row, file: file === null ? null : `${prefix}${file}`, line };
}

/** A value of the row itself, else of its account, else a metric of its account. */
function figureOf(row: SubjectRow, name: string, accounts: ReadonlyMap<string, SubjectRow>, figures: AccountFigures): Figure {
  const own = row.account === null ? undefined : accounts.get(row.account);
  const holder = name in row.values ? row : own;
  if (holder !== undefined && name in holder.values)
    return { value: holder.values[name] ?? null, unit: unitOf(name), currency: holder.currency ?? undefined };
  return figures.get(row.account ?? "")?.get(name) ?? { value: null, unit: unitOf(name) };
}

async function signalsOf(session: Session, customers: readonly SubjectRow[]): Promise<Signal[]> {
  const ids = customers.flatMap(({ account }) => (account === null ? [] : [account]));
  const measured = await measureAll(session.context(), ids, SIGNAL_METRICS);
  return ids.flatMap((account) => detectSignals({ account, name: account }, measured.get(account) ?? [], session.asOf));
}

function ownedAccount(figures: AccountFigures, id: string): Parameters<typeof ownerRows>[0][number] {
  const text = (name: string): string | null => textOrNull(figures.get(id)?.get(name)?.value ?? null);
  return {
    csm: text("csm_name"),
    touch: text("touch"),
    segment: text("segment"),
    arr: numberOrNull(figures.get(id)?.get("arr")?.value ?? null),
  };
}

/** Packets name a pattern by the capability's title, as the analyst writes it. */
async function patternRows(session: Session): Promise<SubjectRow[]> {
  const routed = await routedDays(session.deps.workspace, session.asOf);
  const titles = new Map(session.knowledge.capabilities.map(({ id, title }) => [id, title]));
  return (await checkRows(session.context(), "pattern")).map((row) => {
    const title = titles.get(row.subject) ?? row.subject;
    const days = routed.get(`pattern/${slug(title)}`) ?? routed.get(`pattern/${slug(row.subject)}`) ?? null;
    return { ...row, values: { ...row.values, pattern: title, days_since_routed: days } };
  });
}

async function bookRows(
  session: Session,
  names: ReadonlySet<string>,
  accounts: ReadonlyMap<string, SubjectRow>,
  figures: AccountFigures,
): Promise<SubjectRow[]> {
  const wanted = [...names].filter((name) => METRICS.get(name)?.about === "book").sort();
  const measured = await measure(session.context(), { book: session.book.owner ?? "all" }, wanted);
  const metrics: Record<string, RowValue> = Object.fromEntries(measured.map(({ metric, value }) => [metric, value]));
  const expansion = expansionFound([...accounts.keys()].map((id) => (name) => figures.get(id)?.get(name)?.value ?? null));
  const rows = await checkRows(session.context(), "book");
  return rows.map((row) => ({
    ...row,
    currency: session.book.currency,
    values: { ...row.values, ...expansion, customers: accounts.size, ...metrics },
  }));
}

/** Files are told as seen from the workspace; the example's lie in the package. */
function exportsPrefix({ root, exports, demo }: Session["deps"]["workspace"]): string {
  const path = demo ? "exports" : relative(root, exports).split(sep).join("/");
  return path === "" ? "" : `${path}/`;
}

function numberOrNull(value: RowValue): number | null {
  return typeof value === "number" ? value : null;
}

function textOrNull(value: RowValue): string | null {
  return typeof value === "string" ? value : null;
}
