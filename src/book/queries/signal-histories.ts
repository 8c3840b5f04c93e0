import type { AccountHistory, SubscriptionRow } from "../../domain/signals/history.ts";
import type { AskedAccounts } from "./asked-accounts.ts";
import type { QueryContext } from "./query.ts";
import { type SignalRows, signalRows } from "./signal-rows.ts";
import { type RowSource, signalSources } from "./signal-sources.ts";
import { signalUse } from "./signal-use.ts";
import type { SignalWords } from "./signal-words.ts";
import type { UsageFeatures } from "./usage-features.ts";

/** An account's history, made when it is asked for: as objects, those of a thousand accounts weigh a hundred times what was read. */
export type HistoryOf = (account: { readonly account: string; readonly name: string }) => AccountHistory;

/** What signals look at, of the accounts asked for, up to the scope's as-of. All rows are held in memory, so ask for some thousand at a time. */
export async function signalHistories(
  context: QueryContext,
  features: UsageFeatures,
  asked: AskedAccounts,
  words: SignalWords,
): Promise<HistoryOf> {
  const { book, scope, knowledge } = context;
  const sql = signalSources(knowledge, features);
  const read = (source: RowSource): Promise<SignalRows> =>
    signalRows(book, sql[source], sql[source].includes("$as_of") ? { ...asked.params, as_of: scope.asOf } : asked.params, asked.ids.length);
  const profileOf = profiles(await read("profile"));
  const valueOf = firstValues(await read("value"));
  const countsOf = userCounts(await read("userCounts"));
  const ticketsOf = tickets(await read("tickets"));
  const surveysOf = surveys(await read("surveys"));
  const meetingsOf = meetings(await read("meetings"));
  const subscriptionsOf = subscriptions(await read("subscriptions"));
  const invoicesOf = invoices(await read("invoices"));
  const contactsOf = contacts(await read("contacts"));
  const milestonesOf = milestones(await read("milestones"));
  const useOf = await signalUse(context, asked, features);
  const places = new Map(asked.ids.map((account, nth) => [account, nth]));
  return ({ account, name }) => {
    const nth = places.get(account) ?? -1;
    return {
      account,
      name,
      strategic: profileOf(nth)[0] === true,
      ...useOf(nth),
      ...countsOf(nth),
      firstValue: valueOf(nth)[0] ?? null,
      words: words.get(account) ?? [],
      tickets: ticketsOf(nth),
      surveys: surveysOf(nth),
      meetings: meetingsOf(nth),
      subscriptions: subscriptionsOf(nth),
      invoices: invoicesOf(nth),
      contacts: contactsOf(nth),
      milestones: milestonesOf(nth),
    };
  };
}

type Part<Name extends keyof AccountHistory> = (nth: number) => AccountHistory[Name];

function profiles({ count, of }: SignalRows): (nth: number) => boolean[] {
  const strategic = count("strategic");
  return of((row) => strategic(row) === 1);
}

function firstValues({ number, of }: SignalRows): (nth: number) => (number | null)[] {
  return of(number("day"));
}

/** Nothing where no export tells any: rules then know of no number. Of several rows of a day the largest counts. */
function userCounts({ count, of }: SignalRows): (nth: number) => Pick<AccountHistory, "userCounts"> {
  const [day, users] = [count("day"), count("users")];
  const rows = of((row): [number, number] => [day(row), users(row)]);
  return (nth) => {
    const most = new Map(rows(nth));
    if (most.size === 0) return {};
    return { userCounts: { name: "", days: Int32Array.from(most.keys()), events: Float64Array.from(most.values()) } };
  };
}

function tickets({ count, number, of }: SignalRows): Part<"tickets"> {
  const [day, solved, urgent, rating] = [count("day"), number("solved"), count("urgent"), count("rating")];
  return of((row) => ({ day: day(row), solved: solved(row), urgent: urgent(row) === 1, rating: RATINGS[rating(row)] ?? null }));
}

const RATINGS = [null, "good", "bad"] as const;

function surveys({ count, text, of }: SignalRows): Part<"surveys"> {
  const [day, kind, score, person] = [count("day"), text("kind"), count("score"), text("person")];
  return of((row) => ({ day: day(row), kind: kind(row) ?? "", score: score(row), person: person(row) }));
}

function meetings({ count, text, of }: SignalRows): Part<"meetings"> {
  const [day, kind, held, missed] = [count("day"), text("kind"), count("held"), count("missed")];
  return of((row) => ({ day: day(row), kind: kind(row) ?? "", held: held(row) === 1, missed: missed(row) === 1 }));
}

function subscriptions({ count, number, text, of }: SignalRows): Part<"subscriptions"> {
  const [started, ended, canceled, trialEnd] = [count("started"), number("ended"), number("canceled"), number("trial_end")];
  const lapseTold = number("lapse_told");
  const [seats, arr, currency, months] = [number("seats"), number("arr"), text("currency"), count("months")];
  const [periodStart, periodEnd, record] = [number("period_start"), number("period_end"), number("record")];
  return of((row) => ({
    started: started(row),
    ended: ended(row),
    canceled: canceled(row),
    lapseTold: lapseTold(row),
    trialEnd: trialEnd(row),
    seats: seats(row),
    arr: arr(row),
    currency: currency(row),
    months: months(row),
    periodStart: periodStart(row),
    periodEnd: periodEnd(row),
    ...recordKind(record(row)),
  }));
}

/** Where the contract is that of the account's record, whether its start is told there or reckoned back. */
function recordKind(told: number | null): Pick<SubscriptionRow, "record"> {
  return told === null ? {} : { record: told === 1 ? "told" : "assumed" };
}

function invoices({ count, number, text, of }: SignalRows): Part<"invoices"> {
  const [issued, due, paid, voided] = [count("issued"), number("due"), number("paid"), number("voided")];
  const [owed, currency] = [count("owed"), text("currency")];
  return of((row) => ({
    issued: issued(row),
    due: due(row),
    paid: paid(row),
    voided: voided(row),
    owed: owed(row),
    currency: currency(row),
  }));
}

function contacts({ number, text, of }: SignalRows): Part<"contacts"> {
  const [name, email, title, role, left] = [text("called"), text("email"), text("title"), text("role"), number("left_day")];
  return of((row) => ({
    name: name(row) ?? "a contact",
    email: email(row),
    title: title(row),
    role: role(row) ?? "",
    left: left(row),
  }));
}

function milestones({ number, of }: SignalRows): Part<"milestones"> {
  const [due, done] = [number("due"), number("done")];
  return of((row) => ({ due: due(row), done: done(row) }));
}
