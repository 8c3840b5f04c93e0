import { compareText } from "../../core/compare-text.ts";
import { type Day, daysBetween } from "../../core/days.ts";
import { clean } from "../../core/text.ts";
import { SEVERITIES } from "../../domain/brief/brief.ts";
import { fractionDigits } from "../../domain/facts/format-value.ts";
import type { PageAccount } from "./page-account.ts";

/**
 * The accounts as JSON for the page, a column an array, so that five thousand of them stay small: names that repeat are numbers into a list,
 * days are counted back from as-of, scores are tenths, shares per cent. It can stand inside a script element: no `<` and no line separator of
 * JavaScript is in it. The order of the accounts is kept.
 */
export function pageData(accounts: readonly PageAccount[], asOf: Day, currency: string): string {
  const lists = new Map<string, string[]>();
  const places = new Map<string, Map<string, number>>();
  const place = (list: string, text: string | null): number => {
    if (text === null) return -1;
    const known = places.get(list) ?? new Map<string, number>();
    const entries = lists.get(list) ?? [];
    places.set(list, known);
    lists.set(list, entries);
    const at = known.get(text) ?? entries.length;
    if (at === entries.length) {
      entries.push(clean(text));
      known.set(text, at);
    }
    return at;
  };
  const each = <T>(value: (account: PageAccount) => T): T[] => accounts.map(value);
  const tenths = (value: number | null): number | null => (value === null ? null : Math.round(value * 10));
  const percent = (value: number | null): number | null => (value === null ? null : Math.round(value * 100));
  const ago = (day: Day | null): number | null => (day === null ? null : daysBetween(day, asOf));
  const severity = (word: string): number =>
    Math.max(
      0,
      SEVERITIES.findIndex((one) => one === word),
    );
  const columns = {
    id: each(({ id }) => id),
    name: each(({ name }) => clean(name)),
    csm: each((one) => place("csm", one.csm)),
    segment: each((one) => place("segment", one.segment)),
    touch: each((one) => place("touch", one.touch)),
    arr: each(({ arr }) => arr),
    currency: each((one) => place("currency", one.currency)),
    score: each(({ score }) => tenths(score)),
    tier: each((one) => place("tier", one.tier)),
    delta: each(({ delta }) => tenths(delta)),
    renewal: each(({ renewal }) => ago(renewal)),
    outlook: each((one) => place("outlook", one.outlook)),
    tickets: each(({ tickets }) => tickets),
    urgent: each(({ urgent }) => urgent),
    meeting: each(({ meeting }) => ago(meeting)),
    seats: each(({ seats }) => percent(seats)),
    logins: each(({ logins }) => percent(logins)),
    risks: each(({ signals }) =>
      signals
        .filter(({ kind }) => kind === "risk")
        .flatMap((one) => [place("signal", one.title), severity(one.severity), ago(one.since) ?? 0]),
    ),
    chances: each(({ signals }) =>
      signals
        .filter(({ kind }) => kind === "expansion")
        .flatMap((one) => [place("signal", one.title), severity(one.severity), ago(one.since) ?? 0]),
    ),
    findings: each(({ findings }) =>
      findings.flatMap((one) => [place("rule", `${one.rule} ${one.title}`), severity(one.severity), one.count]),
    ),
  };
  const digits = Object.fromEntries((lists.get("currency") ?? []).map((code) => [code, digitsOf(code)]));
  return scriptSafe(
    JSON.stringify({
      asOf,
      currency,
      digits,
      severities: SEVERITIES,
      lists: Object.fromEntries([...lists].sort(([a], [b]) => compareText(a, b))),
      columns,
    }),
  );
}

/** JSON that ends no script element and breaks no line of JavaScript. */
function scriptSafe(json: string): string {
  return json
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("&", "\\u0026")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

function digitsOf(code: string): number {
  try {
    return fractionDigits(code);
  } catch {
    // A code that is none: amounts then have two decimals.
    return 2;
  }
}
