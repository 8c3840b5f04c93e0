import { addDays, addMonths, AS_OF } from "../../northstar/generator/days.ts";
import { type Customer, CUSTOMERS, peopleOf } from "./customers.ts";
import { dayFirst, OFFICE, PLAIN, textTable } from "./text-files.ts";

/** Salesforce's ids are 15 characters; the same object keeps its own in every file. */
export function salesforceId(prefix: string, index: number): string {
  return `${prefix}5f00000${String(index).padStart(4, "0")}AA`.slice(0, 15);
}

/** The first renewal day after the exports were made. */
export function renewalOf({ since }: Customer): string {
  let day = since;
  while (day <= AS_OF) day = addMonths(day, 12);
  return day;
}

/** A report of accounts, saved by a spreadsheet: byte-order mark, semicolons, days first, and an account that stands in it twice. */
export function accountsReport(): string {
  const columns = [
    "Account ID",
    "Account Name",
    "Account Owner",
    "Type",
    "Website",
    "Industry",
    "Employees",
    "Billing City",
    "Billing Country",
    "Created Date",
  ];
  const rows = CUSTOMERS.map((customer, index) => ({
    "Account ID": salesforceId("001", index),
    "Account Name": customer.name,
    "Account Owner": customer.owner,
    Type: "Customer",
    Website: `https://www.${customer.domain}/`,
    Industry: customer.industry,
    Employees: customer.employees,
    "Billing City": customer.city,
    "Billing Country": customer.country,
    "Created Date": dayFirst(addDays(customer.since, -60)),
  }));
  return textTable(columns, [...rows, ...rows.slice(5, 6)], OFFICE);
}

/** The contacts, one of them with an address that is none. */
export function contacts(): string {
  const columns = ["Contact ID", "First Name", "Last Name", "Title", "Email", "Account Name", "Contact Role", "Last Activity"];
  const rows = CUSTOMERS.flatMap((customer, index) =>
    peopleOf(customer).map(({ first, last, title, role, email }, nth) => ({
      "Contact ID": salesforceId("003", index * 3 + nth),
      "First Name": first,
      "Last Name": last,
      Title: title,
      Email: index === 9 && nth === 2 ? "ask reception" : email,
      "Account Name": customer.name,
      "Contact Role": role,
      "Last Activity": addDays(AS_OF, customer.story === "quiet" ? -140 - nth : -((index * 7 + nth * 11) % 60) - 1),
    })),
  );
  return textTable(columns, rows, PLAIN);
}

/** Renewals and one expansion, as a report writes them. */
export function opportunities(): string {
  const columns = [
    "Opportunity ID",
    "Opportunity Name",
    "Account Name",
    "Stage",
    "Type",
    "Amount",
    "Close Date",
    "Opportunity Owner",
    "Created Date",
    "Probability (%)",
  ];
  const open = CUSTOMERS.filter(({ story }) => story !== "left" && story !== "new" && story !== "quiet");
  const renewals = open.map((customer, index) => ({
    "Opportunity ID": salesforceId("006", index),
    "Opportunity Name": `${customer.name} - Renewal ${renewalOf(customer).slice(0, 4)}`,
    "Account Name": customer.name,
    Stage: "Negotiation",
    Type: "Renewal",
    Amount: `${customer.seats * customer.seatPrice}.00`,
    "Close Date": dayFirst(renewalOf(customer)),
    "Opportunity Owner": "Lena Brandt",
    "Created Date": dayFirst(addDays(AS_OF, -70 - index)),
    "Probability (%)": customer.story === "fading" ? 50 : 80,
  }));
  const growth = {
    "Opportunity ID": salesforceId("006", 90),
    "Opportunity Name": "Brambleway Foods - 15 more seats",
    "Account Name": "Brambleway Foods",
    Stage: "Qualification",
    Type: "Upsell",
    Amount: "18000.00",
    "Close Date": dayFirst("2027-01-29"),
    "Opportunity Owner": "Lena Brandt",
    "Created Date": dayFirst("2026-11-09"),
    "Probability (%)": 40,
  };
  return textTable(columns, [...renewals, growth], OFFICE);
}
