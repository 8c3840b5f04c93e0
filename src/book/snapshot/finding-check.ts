/** Something to look for in a snapshot's data as a whole. */
export interface Check {
  readonly kind: string;
  /** One row for each thing found: `subject` (the account, id or key it is about), and where it stands: `file_id`, `line`. */
  readonly sql: string;
  /** `such` is the first of them with its place, or empty where it has no name. */
  readonly message: (n: number, such: string) => string;
  /** Things without a name, which are only counted. */
  readonly unnamed?: true;
}
