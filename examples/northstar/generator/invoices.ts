/** Which invoices there are, and how each was paid. */

import { compareText } from "../../../src/core/compare-text.ts";
import { AS_OF, addDays, addMonths, earlier } from "./days.ts";
import { random } from "./random.ts";
import { accountNamed } from "./roster.ts";
import { billedPeriods, currentSubscription, SUBSCRIPTIONS, type Subscription } from "./subscription-terms.ts";

export interface Invoice {
  readonly subscription: Subscription;
  readonly amount: number;
  readonly tax: number;
  readonly date: string;
  readonly due: string;
  readonly paidOn: string;
  readonly periodEnd: string;
  readonly status: "paid" | "open" | "void" | "uncollectible";
  readonly description: string;
  /** Written instead of the amount: the planted bad cell. */
  readonly amountDue?: string;
}

const TAXED: Readonly<Record<string, number>> = { "Thistledown Credit Union": 0.06, "Tidewater Ferries": 0.053 };
const DAYS_LATE: Readonly<Record<string, number>> = { "Elmsworth Retail": 17, "Vantage Orchard": 12, "Mossgate Energy": 9 };

/** Whose last regular invoice is still open. */
const UNPAID = new Set(["Nimbleway Couriers", "Ridgeback Tooling"]);

export function invoices(): readonly Invoice[] {
  const regular = SUBSCRIPTIONS.filter((entry) => entry.account.name !== "Granite Mutual").flatMap(regularInvoices);
  return [...regular, ...granite(), ...extras()].toSorted((a, b) => compareText(a.date, b.date));
}

function regularInvoices(subscription: Subscription): Invoice[] {
  const { account } = subscription;
  const months = account.interval === "year" ? 12 : 1;
  const periods = billedPeriods(subscription);
  return periods.map((date, index) => {
    const amount = subscription.arr / (account.interval === "year" ? 1 : 12);
    const net = months === 12 ? 30 : 7;
    const due = addDays(date, net);
    const rng = random("payment", account.name, date);
    const late = DAYS_LATE[account.name];
    const paidOn = late === undefined ? addDays(date, rng.int(1, net - 2)) : addDays(due, late);
    const last = index === periods.length - 1;
    return {
      subscription,
      amount,
      tax: Math.round(amount * (TAXED[account.name] ?? 0) * 100) / 100,
      date,
      due,
      paidOn: earlier(paidOn, AS_OF),
      periodEnd: addMonths(date, months),
      status: regularStatus(account.name, last),
      description: `Northstar ${account.plan}, ${subscription.seats} seats, ${months === 12 ? "annual" : "monthly"}`,
    };
  });
}

function regularStatus(name: string, last: boolean): Invoice["status"] {
  if (!last) return "paid";
  if (name === "Kestrel Outdoor") return "uncollectible";
  return UNPAID.has(name) || name === "Fernhill Labs" ? "open" : "paid";
}

/** Granite pays in two instalments; the second came forty days late. */
function granite(): Invoice[] {
  const subscription = currentSubscription(accountNamed("Granite Mutual"));
  const half = { subscription, amount: subscription.arr / 2, tax: 0, status: "paid" as const };
  return [
    {
      ...half,
      date: "2026-01-15",
      due: "2026-02-14",
      paidOn: "2026-02-11",
      periodEnd: "2026-07-15",
      description: "Northstar Enterprise, 40 seats, instalment 1 of 2",
    },
    {
      ...half,
      date: "2026-07-15",
      due: "2026-08-14",
      paidOn: "2026-09-23",
      periodEnd: "2027-01-15",
      description: "Northstar Enterprise, 40 seats, instalment 2 of 2",
    },
  ];
}

function extras(): Invoice[] {
  const trueUp = {
    subscription: currentSubscription(accountNamed("Acme Corp")),
    amount: 14_850,
    tax: 0,
    date: "2026-09-15",
    due: "2026-10-15",
    paidOn: "",
    periodEnd: "2026-12-14",
    status: "open" as const,
    description: "True-up: 9 seats above contract, 10 months at 165.00",
  };
  const wrongPlan = {
    ...trueUp,
    subscription: currentSubscription(accountNamed("Saffron Table")),
    amount: 1_200,
    date: "2026-07-20",
    due: "2026-07-27",
    periodEnd: "2026-08-20",
    status: "void" as const,
    description: "Issued for the wrong plan",
  };
  const training = {
    ...trueUp,
    subscription: currentSubscription(accountNamed("Elmsworth Retail")),
    amount: 1_500,
    date: "2026-06-22",
    due: "2026-07-22",
    paidOn: "2026-07-20",
    periodEnd: "2026-06-23",
    status: "paid" as const,
    description: "Training day",
    amountDue: "n/a",
  };
  return [trueUp, wrongPlan, training];
}
