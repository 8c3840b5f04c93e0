import { type Template } from "../ticket-text.ts";

export const BILLING: readonly Template[] = [
  [
    "Question about our invoice",
    "The last invoice lists {n} seats more than we think we have. Could you tell us who they are? We will pay as soon as that is clear.",
  ],
  [
    "Change of billing address",
    "We moved. Please put the new address on the next invoice, I will send it as a reply. Our tax number stays the same.",
  ],
  [
    "Purchase order number on invoice",
    "Our accounts department returns invoices without a purchase order number. Can you issue the last one again with ours on it?",
  ],
  [
    "Invoice sent to the wrong person",
    "The invoice went to somebody who left us in {month}. Please send them to our accounts mailbox from now on.",
  ],
  ["Switch to yearly billing", "What would we save if we paid by the year? And could the switch happen in {month}?"],
  [
    "Charged twice?",
    "I see two charges of the same amount within {n} days. One of them may be for the added seats, but the text does not say so.",
  ],
  ["Receipt for payment", "We paid {since} and still get reminders. Please match the payment and send a receipt."],
  [
    "Prorated amount not clear",
    "How was the prorated amount for the new seats computed? Our controller comes to a different result, the gap is small.",
  ],
  [
    "Quote for next year",
    "We are doing the budget. Could we have a quote for {n} seats for next year, with and without the premium support?",
  ],
  ["Remove unused seats", "We have {n} seats that nobody uses. Can they be taken off before the term ends, or only at the renewal?"],
  ["VAT on the invoice", "The invoice carries no VAT note. Our accountant says that it needs the reverse charge wording."],
  [
    "Bank details",
    "Your bank details look different from last year. Before we pay: is this right? We have to ask because of a fraud case.",
  ],
];
