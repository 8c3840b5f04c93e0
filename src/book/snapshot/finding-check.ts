/** Something to look for in a snapshot's data as a whole. */
export interface Check {
  readonly kind: string;
  /** One row: `n`, how many, and `example`. Nothing is said when n is 0. */
  readonly sql: string;
  readonly message: (n: number, example: string) => string;
}
