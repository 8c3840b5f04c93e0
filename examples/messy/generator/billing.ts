import { addDays, addMonths, AS_OF } from "../../northstar/generator/days.ts";
import type { Row } from "../../northstar/generator/output.ts";
import { random } from "../../northstar/generator/random.ts";
import { renewalOf } from "./crm.ts";
import { type Customer, CUSTOMERS, peopleOf } from "./customers.ts";
import { PLAIN, textTable } from "./text-files.ts";

const LEFT_ON = "2026-09-30";

/** Stripe's export of subscriptions: its own names, and one address at a free mail provider. */
export function subscriptions(): string {
  const columns = [
    "id",
    "Customer ID",
    "Customer Name",
    "Customer Email",
    "Plan",
    "Quantity",
    "Currency",
    "Interval",
    "Amount",
    "Status",
    "Created (UTC)",
    "Start Date (UTC)",
    "Current Period Start (UTC)",
    "Current Period End (UTC)",
    "Canceled At (UTC)",
    "Cancel At Period End",
    "Ended At (UTC)",
    "Cancellation Reason",
  ];
  const rows = CUSTOMERS.map((customer) => {
    const left = customer.story === "left";
    const end = left ? LEFT_ON : renewalOf(customer);
    return {
      id: idOf("sub", customer),
      "Customer ID": idOf("cus", customer),
      "Customer Name": customer.stripeName,
      "Customer Email": emailOf(customer),
      Plan: "Routeboard (annual)",
      Quantity: customer.seats,
      Currency: "usd",
      Interval: "year",
      Amount: `${customer.seats * customer.seatPrice}.00`,
      Status: left ? "canceled" : "active",
      "Created (UTC)": `${customer.since} 09:30:00`,
      "Start Date (UTC)": `${customer.since} 00:00:00`,
      "Current Period Start (UTC)": `${addMonths(end, -12)} 00:00:00`,
      "Current Period End (UTC)": `${end} 00:00:00`,
      "Canceled At (UTC)": left ? "2026-08-14 10:02:00" : "",
      "Cancel At Period End": left,
      "Ended At (UTC)": left ? `${LEFT_ON} 00:00:00` : "",
      "Cancellation Reason": left ? "too_expensive" : "",
    };
  });
  return textTable(columns, rows, PLAIN);
}

/** The invoices of the running terms: one of them is overdue, and one has no amount. */
export function invoices(): string {
  const columns = [
    "id",
    "Customer",
    "Customer Name",
    "Subscription",
    "Number",
    "Status",
    "Currency",
    "Amount Due",
    "Total",
    "Amount Paid",
    "Date (UTC)",
    "Due Date (UTC)",
    "Paid At (UTC)",
  ];
  const rows = CUSTOMERS.map((customer, index) => invoice(customer, index, billedOn(customer)));
  const overdue = CUSTOMERS.filter(({ story }) => story === "late-payer").map((customer) => ({
    ...invoice(customer, 60, "2026-09-01"),
    Status: "open",
    "Amount Due": "2640.00",
    Total: "2640.00",
    "Amount Paid": "0.00",
    "Paid At (UTC)": "",
  }));
  const broken = rows.slice(-1).map((row) => ({ ...row, id: "in_draftwithoutamount", Number: "RB-0099", "Amount Due": "n/a" }));
  return textTable(columns, [...rows, ...overdue, ...broken], PLAIN);
}

function billedOn(customer: Customer): string {
  return addMonths(customer.story === "left" ? LEFT_ON : renewalOf(customer), -12);
}

function invoice(customer: Customer, index: number, issued: string): Row {
  const amount = `${customer.seats * customer.seatPrice}.00`;
  const due = addDays(issued, 30);
  const paid = addDays(issued, customer.story === "late-payer" ? 51 : 12 + (index % 9));
  return {
    id: `in_${random("messy", "invoice", customer.name, issued).token(16)}`,
    Customer: idOf("cus", customer),
    "Customer Name": customer.stripeName,
    Subscription: idOf("sub", customer),
    Number: `RB-${String(1000 + index)}`,
    Status: "paid",
    Currency: "usd",
    "Amount Due": amount,
    Total: amount,
    "Amount Paid": amount,
    "Date (UTC)": `${issued} 06:00:00`,
    "Due Date (UTC)": `${due} 06:00:00`,
    "Paid At (UTC)": paid <= AS_OF ? `${paid} 12:40:00` : "",
  };
}

/** One customer pays through somebody's private address, which joins nothing. */
function emailOf(customer: Customer): string {
  return customer.domain.startsWith("halcyon") ? "rechnung.halcyon@gmail.com" : (peopleOf(customer)[1]?.email ?? "");
}

function idOf(prefix: "cus" | "sub", customer: Customer): string {
  return `${prefix}_${random("messy", prefix, customer.name).token(14)}`;
}
