import { knownAccounts } from "../book/known-accounts.ts";
import { compareText } from "../core/compare-text.ts";
import type { Day } from "../core/days.ts";
import type { Severity } from "../domain/brief/brief.ts";
import { bySeverity } from "../domain/brief/by-severity.ts";
import { type BaselineEntry, compareWithBaseline } from "../domain/standards/baseline.ts";
import { type Finding, fingerprintOf } from "../domain/standards/finding.ts";
import { holdRule } from "../domain/standards/hold-rule.ts";
import { lackOf } from "../domain/standards/needs.ts";
import type { Rule } from "../domain/standards/rule.ts";
import { atLeast, DEFAULT_FAIL_ON, severityNamed } from "../domain/standards/severity.ts";
import { subjectKind } from "../domain/standards/subjects.ts";
import { applyWaivers, type Waived, type Waiver } from "../domain/standards/waivers.ts";
import { loadBaseline, saveBaseline } from "./check-baseline.ts";
import { firstDayAfter } from "./before-data.ts";
import { homeOf } from "./check-home.ts";
import { checkPart, waiversOf } from "./check-part.ts";
import { byId, loadStandards, namedRules } from "./check-rules.ts";
import { loadWaivers, severities } from "./check-settings.ts";
import { readSubjects, type Subjects } from "./check-subjects.ts";
import type { Deps } from "./deps.ts";
import { type BookOptions, openWholeSession, type Session } from "./open-session.ts";
import { resolveAccount } from "./resolve-account.ts";

export interface CheckOptions extends BookOptions {
  /** One account as a person names it; the whole book where it is left out. */
  readonly account?: string | undefined;
  /** Ids or names of the only rules to hold. */
  readonly rules?: readonly string[] | undefined;
  readonly failOn?: Severity | undefined;
  /** Files as typed, with their absolute paths. */
  readonly baseline?: NamedFile | undefined;
  readonly writeBaseline?: NamedFile | undefined;
}

export interface NamedFile {
  readonly path: string;
  readonly shown: string;
}

/** What became of one rule. */
export interface RuleResult {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  readonly threshold: string | null;
  /** How many it is about. */
  readonly checked: number;
  readonly findings: number;
  readonly state: "kept" | "broken" | "nothing to check" | "not checkable" | "off";
  /** Why it is not checkable. */
  readonly lacks: string | null;
}

export interface CheckReport {
  readonly asOf: Day;
  readonly age: number;
  readonly failOn: Severity;
  /** Findings that stand and are in no baseline, gravest first. */
  readonly findings: readonly Finding[];
  /** Findings that the baseline accepts. */
  readonly known: readonly Finding[];
  /** What the baseline accepts and no longer holds; null where none was given. */
  readonly fixed: readonly BaselineEntry[] | null;
  readonly waived: readonly Waived[];
  /** Waivers in force that cover nothing. */
  readonly idle: readonly Waiver[];
  readonly rules: readonly RuleResult[];
  /** The file that stands for the whole book where a format wants a place for every finding; null where there is none. */
  readonly home: string | null;
  /** True where a finding is as grave as `failOn`. */
  readonly failed: boolean;
}

/**
 * Holds the book, or one account, against the standards. Throws UserError for an unknown rule or account, DataError for a rule, waiver or
 * baseline that cannot be read.
 */
export async function checkBook(deps: Deps, options: CheckOptions): Promise<CheckReport> {
  const standards = await loadStandards(deps.workspace.references);
  const weights = await severities(deps.workspace, standards.rules);
  const named = options.rules === undefined || options.rules.length === 0 ? undefined : namedRules(standards, options.rules);
  const chosen = standards.rules.filter((rule) => named === undefined || named.includes(rule));
  const whole = await openWholeSession(deps, options);
  try {
    // A waiver may name an account of somebody else: that is no mistake in it.
    const everyone = await knownAccounts(whole.book);
    const waivers = await loadWaivers(deps.workspace, standards.rules, everyone);
    const one = options.account === undefined ? undefined : resolveAccount(options.account, everyone).account;
    const session = one === undefined ? await whole.narrowed() : whole;
    const owned = session.book.owner === undefined ? undefined : await knownAccounts(session.book);
    const part = checkPart({
      accounts: one === undefined ? owned && new Set(owned.map(({ account }) => account)) : new Set([one]),
      rules: named && new Set(named.map(({ id }) => id)),
    });
    const held = await hold(session, chosen, (rule) => weights.get(rule.id) ?? (named === undefined ? null : rule.severity), one);
    const begins = await firstDayAfter(session);
    const judged = begins === undefined ? held : nothingToCheck(held.results);
    if (begins !== undefined)
      deps.log.warn(`The exports begin on ${begins}: nothing is on record up to ${session.asOf}, and no rule has anything to check.`);
    // People's calendar, not the exports', says when leave has ended.
    const covered = applyWaivers(judged.findings, waivers, session.workOn);
    const expired = waiversOf(part, covered.expired).map(expiredFinding);
    const standing = [...covered.standing, ...expired].sort(gravestFirst);
    const baseline = options.baseline === undefined ? undefined : await loadBaseline(options.baseline.path, options.baseline.shown);
    const looked = new Set(
      judged.results
        .filter(({ state }) => state === "kept" || state === "broken" || (state === "nothing to check" && begins === undefined))
        .map(({ id }) => id),
    );
    const isWaived = new Set(covered.waived.map(({ finding }) => finding.fingerprint));
    const compared = compareWithBaseline(
      standing,
      baseline ?? [],
      (entry) =>
        (looked.has(entry.rule) || (entry.rule === EXPIRED && named === undefined)) &&
        part.holds(entry.account) &&
        !isWaived.has(entry.fingerprint),
    );
    if (options.writeBaseline !== undefined)
      await saveBaseline(options.writeBaseline.path, options.writeBaseline.shown, standing, { asOf: session.asOf, part });
    const failOn = options.failOn ?? severityNamed(deps.workspace.config.check?.fail_on ?? "") ?? DEFAULT_FAIL_ON;
    return {
      asOf: session.asOf,
      age: session.age,
      failOn,
      findings: compared.fresh,
      known: compared.known,
      fixed: baseline === undefined ? null : compared.fixed,
      waived: covered.waived.toSorted((a, b) => gravestFirst(a.finding, b.finding)),
      idle: waiversOf(part, covered.idle),
      rules: judged.results,
      home: await homeOf(session),
      failed: options.writeBaseline === undefined && compared.fresh.some(({ severity }) => atLeast(severity, failOn)),
    };
  } finally {
    whole.close();
  }
}

async function hold(
  session: Session,
  rules: readonly Rule[],
  weigh: (rule: Rule) => Severity | null,
  account: string | undefined,
): Promise<{ findings: Finding[]; results: RuleResult[] }> {
  const part = account !== undefined || session.book.owner !== undefined;
  const names = new Map((await knownAccounts(session.book)).map(({ account: id, name }) => [id, name]));
  const subjects = await readSubjects(
    session,
    rules.filter((rule) => weigh(rule) !== null),
    account,
  );
  const findings: Finding[] = [];
  const results = rules.map((rule): RuleResult => {
    const severity = weigh(rule);
    const { id, name, title, threshold } = rule;
    const result = {
      id,
      name,
      title,
      severity: severity ?? rule.severity,
      threshold: threshold?.text ?? null,
      checked: 0,
      findings: 0,
      lacks: null,
    };
    if (severity === null) return { ...result, state: "off" };
    const lacks = lackFor(rule, subjects, part, account);
    if (lacks !== null) return { ...result, state: "not checkable", lacks };
    const held = holdRule(rule, severity, subjects.rows.get(rule.each) ?? [], {
      figure: subjects.figure,
      accountName: (id) => names.get(id) ?? id,
      arr: subjects.arr,
    });
    findings.push(...held.findings);
    const state = held.findings.length > 0 ? "broken" : held.checked === 0 ? "nothing to check" : "kept";
    return { ...result, checked: held.checked, findings: held.findings.length, state };
  });
  return { findings, results };
}

/** What rules say of a day before the first of which anything is on record. */
function nothingToCheck(results: readonly RuleResult[]): { findings: Finding[]; results: RuleResult[] } {
  const looked = (state: RuleResult["state"]): boolean => state === "kept" || state === "broken";
  return {
    findings: [],
    results: results.map((result) => (looked(result.state) ? { ...result, checked: 0, findings: 0, state: "nothing to check" } : result)),
  };
}

function lackFor(rule: Rule, { available }: Subjects, part: boolean, account: string | undefined): string | null {
  const kind = subjectKind(rule.each);
  if (part && kind.wholeBook) return "it is about the whole book";
  if (account !== undefined && !kind.ofAccount) return "it is about more than one account";
  const missing = rule.needs.filter((need) => !available.has(need));
  return missing.length === 0 ? null : missing.map(lackOf).join("; ");
}

const EXPIRED = "waiver-expired";

function expiredFinding(waiver: Waiver): Finding {
  const subject = [waiver.rule, waiver.account, waiver.subject].filter((part) => part !== null).join(" ");
  return {
    rule: EXPIRED,
    name: EXPIRED,
    title: "Waiver past its last day",
    severity: "medium",
    account: waiver.account,
    account_name: waiver.account,
    subject,
    message: `The waiver of ${subject} ended on ${waiver.until} (reason: ${waiver.reason}).`,
    fix: "Remove it, or give it a new last day and say why.",
    threshold: null,
    values: { until: waiver.until },
    evidence: { file: waiver.file, line: waiver.line, query: "waiver" },
    first_seen: waiver.until,
    arr_minor: null,
    fingerprint: fingerprintOf(EXPIRED, waiver.account, subject),
  };
}

/** By severity, rule, the account's revenue, and names: a total order. */
function gravestFirst(a: Finding, b: Finding): number {
  return (
    bySeverity(a, b) ||
    byId(a.rule, b.rule) ||
    (b.arr_minor ?? -1) - (a.arr_minor ?? -1) ||
    compareText(a.account ?? "", b.account ?? "") ||
    compareText(a.subject, b.subject)
  );
}
