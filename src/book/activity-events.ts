/**
 * What counts as something having happened, each with SQL of the days on which it did. The last of them is the day a book is looked at from, and
 * the end of what the exports tell; what is planned, due or expected is none.
 */
export const ACTIVITY_EVENTS = [
  { what: "use of the product", days: "SELECT day FROM usage_days" },
  { what: "a ticket", days: "SELECT day_of(created_at) FROM tickets" },
  { what: "a survey answer", days: "SELECT day_of(answered_at) FROM surveys" },
  { what: "a meeting held", days: "SELECT on_day FROM interactions WHERE status = 'held'" },
  { what: "an invoice", days: "SELECT day_of(issued_at) FROM invoices" },
] as const;
