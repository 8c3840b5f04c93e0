/** Something to look for in a snapshot's data as a whole. */
export interface Check {
  readonly kind: string;
  /** One row for each thing found: `subject` (the account, id or key it is about), and where it stands: `file_id`, `line`. */
  readonly sql: string;
  /** `such` is the first of them with its place; `currency` the book's; `arr` what they come to a year, each currency apart (see `priced`). */
  readonly message: (n: number, such: string, currency: string, arr: string) => string;
  /** The rows of `sql` carry `arr_minor` and `currency` too. */
  readonly priced?: true;
  /** Each row of `sql` stands for several things: `rows` says how many. */
  readonly ofMany?: true;
}
