import { identifier, literal } from "../../import/sql.ts";
import { USER_COUNT } from "../../user-counts.ts";
import type { Clue } from "./clue.ts";
import { customerColumns } from "./customer-columns.ts";
import { phraseFit } from "./header-words.ts";
import type { ProposedColumn, Proposal } from "./proposal.ts";
import { SHAPE_WORDS } from "./shape-of-target.ts";
import { TARGET_WORDS } from "./target-words.ts";

/** Whole numbers that are no events to be added up: people, seats, shares, money, ids. */
const LEVEL =
  /\b(users?|seats?|licen[cs]es?|licensed|lic|lizenzen|platze|plaetze|dau|wau|mau|active|aktive|members?|people|headcount|employees|scores?|rates?|ratio|percent|pct|share|avg|average|median|ranks?|ids?|number|no|arr|mrr|amount|price|cost|revenue|value|umsatz|betrag|plan|year|month|week|jahr|monat)\b/;

/** People who used the product, told as a number. */
const USERS =
  /\b(active users?|active people|users active|wau|mau|aktive (be)?nutzer|aktive anwender|utilisateurs actifs|usuarios activos)\b/;

/** What people do in a product, as it is counted. */
const DEED =
  /\b(log ?ins?|sign ?ins?|sessions?|events?|visits?|clicks?|views?|runs?|exports?|imports?|reports?|messages?|uploads?|downloads?|calls?|requests?|queries|searches|actions?|pages?|pageviews?|hits|usage|uses|logged|created|sent|nutzung|anmeldungen|aufrufe|sitzungen|workflows?|documents?|orders?|records?)\b/;

const LOGIN = /^(log ?ins?|sign ?ins?|logons?|anmeldungen|connexions)$/;

/** Words that say no more than that the column is a count. */
const COUNTING = new Set(["ct", "cnt", "count", "counts", "num", "number", "of", "anzahl", "total", "n"]);

/**
 * Usage in the form in which sheets have it, a row for each customer and day and a column for each thing counted: SQL that makes a row of
 * each of these counts. Undefined for columns that are something else.
 */
export function proposeWideUsage(clues: readonly Clue[], fileWords: string): Proposal | undefined {
  if (clues.some(({ sample }) => /\p{Cc}/u.test(sample.header))) return undefined;
  const account = customerColumns(clues);
  const customers = Object.entries(account);
  const taken = new Set(customers.map(([, { header }]) => header));
  const free = clues.filter(({ sample }) => !taken.has(sample.header));
  const day = dayOf(free);
  if (day === undefined || customers.length === 0) return undefined;
  const rest = free.filter((clue) => clue !== day && clue.sample.values.length > 0);
  const counts = rest.filter(({ words, shapes }) => shapes.count >= 0.8 && !LEVEL.test(words));
  const users = rest.find(({ words, shapes }) => shapes.count >= 0.8 && USERS.test(words));
  const numbers = rest.filter(({ shapes }) => shapes.amount >= 0.8);
  // Words beside the numbers say what each row is about: that is another table.
  if (counts.length === 0 || rest.length - numbers.length > numbers.length / 2) return undefined;
  const isHinted = phraseFit(fileWords, TARGET_WORDS.usage?.named.split("|") ?? []) >= 0.5;
  const isTelling = counts.some(({ words }) => DEED.test(words));
  const used = [
    ...customers.map(([, { header }]) => header),
    day.sample.header,
    ...[...counts, ...(users === undefined ? [] : [users])].map(({ sample }) => sample.header),
  ];
  return {
    table: "usage",
    confidence: Math.min(0.95, 0.35 + (isHinted ? 0.2 : 0) + (isTelling ? 0.2 : 0)),
    reasons: [
      ...(isHinted ? ["the file's name says so"] : []),
      `a day, a customer and ${counts.length === 1 ? "a count" : `${counts.length} counts`} in each row: each count becomes a row of its own`,
    ],
    columns: [
      {
        target: "day",
        header: day.sample.header,
        sure: 0.9,
        reason: `its values are ${SHAPE_WORDS[day.shapes.date >= 0.8 ? "date" : "period"]}`,
      },
      ...counts.map(({ sample, words }): ProposedColumn => ({
        target: "events",
        header: sample.header,
        sure: DEED.test(words) ? 0.8 : 0.5,
        reason: `counted as "${featureName(sample.header, words)}"`,
      })),
      ...(users === undefined
        ? []
        : [{ target: "events", header: users.sample.header, sure: 0.8, reason: "people, held against licensed seats and never added up" }]),
    ],
    account: Object.fromEntries(customers.map(([kind, { reason }]) => [kind, { header: alias(kind), reason }])),
    sql: sqlOf(day, customers, counts, users),
    notes: numbers.some((clue) => !counts.includes(clue) && clue !== users)
      ? ["people, seats, shares and money are no events: what is not used here must not be added up over days"]
      : [],
    unused: clues.map(({ sample }) => sample.header).filter((header) => !used.includes(header)),
    lacks: null,
  };
}

/** The column that says it is a day or a month, else the only one that holds such. */
function dayOf(clues: readonly Clue[]): Clue | undefined {
  const dated = clues.filter(({ shapes }) => shapes.period >= 0.8);
  const words = TARGET_WORDS.usage?.columns["day"]?.split("|") ?? [];
  return dated.find((clue) => phraseFit(clue.words, words) >= 0.65) ?? (dated.length === 1 ? dated[0] : undefined);
}

function sqlOf(
  day: Clue,
  customers: readonly (readonly [string, { readonly header: string }])[],
  counts: readonly Clue[],
  users: Clue | undefined,
): string[] {
  const keys = customers.map(([kind, { header }]) => `${identifier(header)} as ${alias(kind)}`);
  return [...counts, ...(users === undefined ? [] : [users])].map((clue, index) => {
    const { header } = clue.sample;
    const made = [
      `${identifier(day.sample.header)} as day`,
      ...keys,
      `${literal(clue === users ? USER_COUNT : featureName(header, clue.words))} as feature`,
      `${identifier(header)} as events`,
    ];
    const select = `select ${[...made, "line_number"].join(", ")} from file where ${identifier(header)} not in ('', '0')`;
    return index === 0 ? select : `union all ${select}`;
  });
}

/** The name of a customer's key in the result, so that it meets no other column. */
function alias(kind: string): string {
  return `customer_${kind}`;
}

/** Logins have one name everywhere; other counts keep theirs, without the words for counting. */
function featureName(header: string, words: string): string {
  const said = words
    .split(" ")
    .filter((word) => !COUNTING.has(word))
    .join(" ");
  if (LOGIN.test(said)) return "Login";
  return said === "" || said === words ? header.trim() : said;
}
