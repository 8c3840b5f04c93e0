import { csv, type Row } from "./output.ts";
import { type Invoice, invoices } from "./invoices.ts";
import { random } from "./random.ts";
import { customerName } from "./stripe-subscriptions.ts";

const COLUMNS = [
  "id",
  "Customer",
  "Customer Name",
  "Subscription",
  "Number",
  "Status",
  "Currency",
  "Amount Due",
  "Subtotal",
  "Tax",
  "Total",
  "Amount Paid",
  "Date (UTC)",
  "Due Date (UTC)",
  "Paid At (UTC)",
  "Voided At (UTC)",
  "Finalized At (UTC)",
  "Period Start (UTC)",
  "Period End (UTC)",
  "Paid",
  "Closed",
  "Forgiven",
  "Billing",
  "Charge",
  "Description",
];

/** `stripe/invoices.csv`, oldest first. */
export function invoicesCsv(): string {
  const numbers = new Map<string, number>();
  return csv(
    COLUMNS,
    invoices().map((invoice) => {
      const sequence = (numbers.get(invoice.subscription.customerId) ?? 0) + 1;
      numbers.set(invoice.subscription.customerId, sequence);
      return row(invoice, sequence);
    }),
  );
}

function row(invoice: Invoice, sequence: number): Row {
  const { subscription, amount, tax } = invoice;
  const rng = random("invoice", subscription.customerId, invoice.date, invoice.description);
  const paid = invoice.status === "paid";
  const total = (amount + tax).toFixed(2);
  return {
    id: `in_1${rng.token(23)}`,
    Customer: subscription.customerId,
    "Customer Name": customerName(subscription.account),
    Subscription: subscription.id,
    Number: `${subscription.customerId.slice(4, 12).toUpperCase()}-${String(sequence).padStart(4, "0")}`,
    Status: invoice.status,
    Currency: "usd",
    "Amount Due": invoice.amountDue ?? total,
    Subtotal: amount.toFixed(2),
    Tax: tax.toFixed(2),
    Total: total,
    "Amount Paid": paid ? total : "0.00",
    "Date (UTC)": `${invoice.date} 06:00:00`,
    "Due Date (UTC)": `${invoice.due} 06:00:00`,
    "Paid At (UTC)": paid ? `${invoice.paidOn} ${rng.int(10, 17)}:${rng.int(10, 59)}:00` : "",
    "Voided At (UTC)": invoice.status === "void" ? `${invoice.due} 10:05:00` : "",
    "Finalized At (UTC)": `${invoice.date} 07:00:00`,
    "Period Start (UTC)": `${invoice.date} 00:00:00`,
    "Period End (UTC)": `${invoice.periodEnd} 00:00:00`,
    Paid: paid,
    Closed: invoice.status !== "open",
    Forgiven: false,
    Billing: "send_invoice",
    Charge: paid ? `ch_3${rng.token(23)}` : "",
    Description: invoice.description,
  };
}
