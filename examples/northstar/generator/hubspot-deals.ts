import { compareText } from "../../../src/core/compare-text.ts";
import { AS_OF, addDays, addMonths, daysBetween } from "./days.ts";
import { csv, type Row } from "./output.ts";
import { contactsOf } from "./people.ts";
import { random } from "./random.ts";
import { ACCOUNTS, type Account, accountNamed, companyRecordId } from "./roster.ts";
import { CHURNED, currentSubscription, REPLACED } from "./subscription-terms.ts";

const COLUMNS = [
  "Record ID",
  "Deal Name",
  "Pipeline",
  "Deal Stage",
  "Deal Type",
  "Amount",
  "Currency",
  "Deal owner",
  "Create Date",
  "Close Date",
  "Deal probability",
  "Forecast category",
  "Next step",
  "Associated Company IDs",
  "Associated Contact IDs",
];

const SELLERS = ["Dana Whitfield", "Joel Okafor"];

interface Deal {
  readonly account: Account;
  readonly name: string;
  readonly type: "New Business" | "Existing Business" | "Renewal";
  readonly stage: string;
  readonly amount: number;
  readonly created: string;
  readonly closes: string;
}

/** Stage of the open renewals that are not at the first stage. */
const RENEWAL_STAGES: Readonly<Record<string, string>> = {
  "Acme Corp": "Qualified To Buy",
  "Oxbow Insurance": "Contract Sent",
  "Lanternfish Studios": "Presentation Scheduled",
  "Rivulet Water": "Contract Sent",
};

/** HubSpot's own probability of a stage. */
const PROBABILITY: Readonly<Record<string, string>> = {
  "Appointment Scheduled": "0.2",
  "Qualified To Buy": "0.4",
  "Presentation Scheduled": "0.6",
  "Contract Sent": "0.9",
  "Closed Won": "1",
  "Closed Lost": "0",
};

/** What the seller thinks of an open deal, and does next. Where none is written the seller has said nothing. */
const JUDGED: Readonly<Record<string, readonly [string, string]>> = {
  "Acme Corp - Renewal 2026": ["Commit", "Send the renewal order form"],
  "Oxbow Insurance - Renewal 2026": ["Commit", "Countersigned order form due back"],
  "Rivulet Water - Renewal 2026": ["Commit", ""],
  "Lanternfish Studios - Renewal 2026": ["Best case", "Second pricing call"],
  "Yarrow Clinics - 4 more seats": ["Commit", "Chase signature"],
  "Brightloom - 20 more seats and Enterprise tier": ["Best case", "Demo of the audit log for their security lead"],
  "Juniper Health - Second region": ["Pipeline", ""],
};

/** Nobody has opened a renewal here, though it is due. */
const FORGOTTEN = new Set(["Driftwood Analytics"]);

/** name, amount, stage, created, closes */
const EXPANSIONS: readonly (readonly [string, string, number, string, string, string])[] = [
  ["Brightloom", "20 more seats and Enterprise tier", 38_400, "Presentation Scheduled", "2026-10-12", "2026-12-18"],
  ["Ember & Oak", "6 more seats", 10_800, "Qualified To Buy", "2026-10-29", "2026-12-30"],
  ["Juniper Health", "Second region", 44_000, "Appointment Scheduled", "2026-11-04", "2027-02-26"],
  ["Yarrow Clinics", "4 more seats", 7_600, "Contract Sent", "2026-09-21", "2026-11-30"],
  ["Bluestem Utilities", "Larger plan, 36 seats", 33_000, "Closed Won", "2026-05-28", "2026-07-01"],
  ["Elmsworth Retail", "Store managers", 25_000, "Closed Lost", "2026-05-12", "2026-08-14"],
];

/** `hubspot/deals.csv`, oldest first. */
export function dealsCsv(): string {
  const deals = [...ACCOUNTS.flatMap(ordinaryDeals), ...expansions()].toSorted((a, b) => compareText(a.created, b.created));
  return csv(COLUMNS, deals.map(row));
}

function ordinaryDeals(account: Account): Deal[] {
  const rng = random("deals", account.name);
  const { periodStart, periodEnd, arr } = currentSubscription(account);
  const first: Deal = {
    account,
    name: `${account.name} - New Business`,
    type: "New Business",
    stage: "Closed Won",
    amount: Math.round((account.arr * rng.int(75, 100)) / 100),
    created: addDays(account.start, -rng.int(35, 95)),
    closes: account.start,
  };
  // What a plan change added is its own deal; the renewal carries the smaller amount.
  const renewal = { account, type: "Renewal" as const, amount: Math.min(arr, REPLACED[account.name]?.arr ?? arr) };
  const deals = [account.start < "2026-05-01" ? first : { ...first, amount: account.arr }];
  if (account.interval === "month") return deals;
  const lost = CHURNED[account.name];
  if (lost !== undefined) {
    deals.push({
      ...renewal,
      name: `${account.name} - Renewal 2026`,
      stage: "Closed Lost",
      created: addMonths(lost.endedOn, -3),
      closes: lost.canceledOn,
    });
  } else if (periodStart > account.start) {
    deals.push({
      ...renewal,
      name: `${account.name} - Renewal ${periodStart.slice(0, 4)}`,
      stage: "Closed Won",
      created: addMonths(periodStart, -3),
      closes: periodStart,
    });
  }
  if (lost === undefined && daysBetween(AS_OF, periodEnd) <= 90 && !FORGOTTEN.has(account.name)) {
    const stage = RENEWAL_STAGES[account.name] ?? "Appointment Scheduled";
    deals.push({
      ...renewal,
      name: `${account.name} - Renewal ${periodEnd.slice(0, 4)}`,
      stage,
      created: addMonths(periodEnd, -4),
      closes: periodEnd,
    });
  }
  return deals;
}

function expansions(): Deal[] {
  return EXPANSIONS.map(([name, what, amount, stage, created, closes]) => ({
    account: accountNamed(name),
    name: `${name} - ${what}`,
    type: "Existing Business",
    stage,
    amount,
    created,
    closes,
  }));
}

function row(deal: Deal, index: number): Row {
  const rng = random("deal", deal.name);
  return {
    "Record ID": String(31_877_020_000 + index * 4_409),
    "Deal Name": deal.name,
    Pipeline: deal.type === "Renewal" ? "Renewals" : "Sales Pipeline",
    "Deal Stage": deal.stage,
    "Deal Type": deal.type,
    Amount: deal.amount.toFixed(2),
    Currency: "USD",
    "Deal owner": rng.pick(SELLERS),
    "Create Date": `${deal.created} ${rng.int(10, 17)}:${rng.int(10, 59)}`,
    "Close Date": `${deal.closes} ${rng.int(10, 17)}:${rng.int(10, 59)}`,
    "Deal probability": PROBABILITY[deal.stage] ?? "",
    "Forecast category": JUDGED[deal.name]?.[0] ?? "",
    "Next step": JUDGED[deal.name]?.[1] ?? "",
    "Associated Company IDs": companyRecordId(deal.account),
    "Associated Contact IDs": contactsOf(deal.account)
      .slice(0, 2)
      .map((person) => person.contactId)
      .join(";"),
  };
}
