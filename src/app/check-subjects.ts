import { capabilityTickets } from "../book/capability-tickets.ts";
import { measure } from "../book/measure.ts";
import { checkAvailable } from "../book/queries/check-available.ts";
import { checkContactDays } from "../book/queries/check-contact-days.ts";
import { checkRows } from "../book/queries/check-rows.ts";
import { slug } from "../core/text.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { expansionFound } from "../domain/standards/expansion-found.ts";
import { ownerRows } from "../domain/standards/owner-rows.ts";
import { EVIDENCE_ROWS, type Rule } from "../domain/standards/rule.ts";
import { signalRows } from "../domain/standards/signal-rows.ts";
import type { Figure, RowValue, SubjectRow } from "../domain/standards/subject-row.ts";
import { subjectKind, type SubjectName } from "../domain/standards/subjects.ts";
import { unitOf } from "../domain/standards/value-names.ts";
import { type Customers, readCustomers } from "./check-customers.ts";
import { assessmentDays, filedFaultDays, routedDays } from "./check-history.ts";
import { exportsPrefix } from "./check-home.ts";
import type { Session } from "./open-session.ts";

/** Everything that rules are held against, read once. */
export interface Subjects {
  readonly rows: ReadonlyMap<SubjectName, readonly SubjectRow[]>;
  /** What the book holds of what rules may need. */
  readonly available: ReadonlySet<string>;
  figure(row: SubjectRow, name: string): Figure;
  arr(account: string): number | null;
}

/** Values that name the file of another row of the account. */
const PLACES: readonly string[] = EVIDENCE_ROWS.map((name) => `${name}_file`);
/** Tickets of so many days are a pattern's new ones. */
const NEW_DAYS = 7;
/** Kinds of subjects that are about accounts whether they are customers or not. */
const OF_ANY_ACCOUNT: readonly SubjectName[] = ["record", "twins"];

/** Reads what `rules` look at, of the customers of the session's book, or of one account. */
export async function readSubjects(session: Session, rules: readonly Rule[], account: string | undefined): Promise<Subjects> {
  const kinds = [...new Set(rules.map(({ each }) => each))].sort();
  const names = new Set(rules.flatMap((rule) => rule.names));
  const customers = await readCustomers(session, names, kinds.includes("signal"));
  const available = await checkAvailable(session.context());
  const prefix = exportsPrefix(session.deps.workspace);
  const rows = new Map<SubjectName, readonly SubjectRow[]>();
  for (const kind of kinds) {
    const read = await rowsOf(kind, session, customers, names);
    const ofCustomers =
      subjectKind(kind).ofAccount && !OF_ANY_ACCOUNT.includes(kind) ? read.filter((row) => customers.rows.has(row.account ?? "")) : read;
    const ofOne = account === undefined ? ofCustomers : ofCustomers.filter((row) => row.account === account);
    rows.set(
      kind,
      ofOne.map((row) => placed(row, customers.rows.get(row.account ?? ""), prefix)),
    );
  }
  return {
    rows,
    available: new Set([...available, ...(customers.hasHistory ? ["health-history"] : [])]),
    figure: (row, name) => figureOf(row, name, customers),
    arr: (id) => numberOrNull(customers.figures(id, "arr")?.value ?? null),
  };
}

function rowsOf(
  kind: SubjectName,
  session: Session,
  customers: Customers,
  names: ReadonlySet<string>,
): Promise<readonly SubjectRow[]> | readonly SubjectRow[] {
  switch (kind) {
    case "account":
      return [...customers.rows.values()];
    case "record":
      return customers.records;
    case "signal":
      return signalsWithContacts(session, customers);
    case "owner":
      return ownerRows(
        [...customers.rows.keys()].map((id) => ownedAccount(customers, id)),
        session.book.currency,
      );
    case "pattern":
      return patternRows(session, customers);
    case "book":
      return bookRows(session, names, customers);
    default:
      return checkRows(session.context(), kind);
  }
}

async function signalsWithContacts(session: Session, { signals, filed }: Customers): Promise<SubjectRow[]> {
  const { days: contacts, begin } = await checkContactDays(session.context());
  const assessed = assessmentDays(filed, contacts, session.asOf);
  return signalRows(signals, { contacts, assessed, begin, asOf: session.asOf });
}

function ownedAccount({ figures }: Customers, id: string): Parameters<typeof ownerRows>[0][number] {
  const value = (name: string): RowValue => figures(id, name)?.value ?? null;
  return {
    csm: textOrNull(value("csm_name")),
    touch: textOrNull(value("touch")),
    segment: textOrNull(value("segment")),
    arr: numberOrNull(value("arr")),
  };
}

/** A packet is about the capability, named by its title as the analyst writes it, or about a single fault of it, known by its tickets. */
async function patternRows(session: Session, { filed }: Customers): Promise<SubjectRow[]> {
  const routed = routedDays(filed, session.asOf);
  const fresh = await capabilityTickets(session.book, { asOf: session.asOf, days: NEW_DAYS });
  const faults = filedFaultDays(filed, fresh, session.asOf);
  const titles = new Map(session.knowledge.capabilities.map(({ id, title }) => [id, title]));
  return (await checkRows(session.context(), "pattern")).map((row) => {
    const title = titles.get(row.subject) ?? row.subject;
    const whole = routed.get(`pattern/${slug(title)}`) ?? routed.get(`pattern/${slug(row.subject)}`) ?? null;
    const days = [whole, faults(row.subject)].filter((one) => one !== null);
    return { ...row, values: { ...row.values, pattern: title, days_since_routed: days.length === 0 ? null : Math.min(...days) } };
  });
}

async function bookRows(session: Session, names: ReadonlySet<string>, { rows: customers, figures }: Customers): Promise<SubjectRow[]> {
  const wanted = [...names].filter((name) => METRICS.get(name)?.about === "book").sort();
  const measured = await measure(session.context(), { book: session.book.owner ?? "all" }, wanted);
  const metrics: Record<string, RowValue> = Object.fromEntries(measured.map(({ metric, value }) => [metric, value]));
  const expansion = expansionFound([...customers.keys()].map((id) => (name) => figures(id, name)?.value ?? null));
  const rows = await checkRows(session.context(), "book");
  return rows.map((row) => ({
    ...row,
    currency: session.book.currency,
    values: { ...row.values, ...expansion, customers: customers.size, ...metrics },
  }));
}

/** A value of the row itself, else of its account, else a metric of its account. */
function figureOf(row: SubjectRow, name: string, { rows, figures }: Customers): Figure {
  const own = row.account === null ? undefined : rows.get(row.account);
  const holder = name in row.values ? row : own;
  if (holder !== undefined && name in holder.values)
    return { value: holder.values[name] ?? null, unit: unitOf(name), currency: holder.currency ?? undefined };
  return figures(row.account ?? "", name) ?? { value: null, unit: unitOf(name) };
}

/** What was not read from a file of its own is found at its account. */
function placed(row: SubjectRow, account: SubjectRow | undefined, prefix: string): SubjectRow {
  const { file, line } = row.file === null && account !== undefined ? account : row;
  const at = (path: RowValue): RowValue => (path === null ? null : `${prefix}${path}`);
  const places = PLACES.filter((name) => name in row.values).map((name) => [name, at(row.values[name] ?? null)] as const);
  const values = places.length === 0 ? row.values : { ...row.values, ...Object.fromEntries(places) };
  return { ...row, file: file === null ? null : `${prefix}${file}`, line, values };
}

function numberOrNull(value: RowValue): number | null {
  return typeof value === "number" ? value : null;
}

function textOrNull(value: RowValue): string | null {
  return typeof value === "string" ? value : null;
}
