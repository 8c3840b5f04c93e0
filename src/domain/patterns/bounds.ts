/** What counts as a pattern, from references/recurrence.yaml. */
export interface PatternBounds {
  /** Fewer accounts than this make no pattern. */
  readonly min_accounts: number;
  /** Fewer tickets than this make none either. */
  readonly min_tickets: number;
  /** A whole capability becomes one pattern from so many accounts on, when it rises as a whole. */
  readonly gap_accounts: number;
  /** Weeks of history that this week is held against. */
  readonly weeks: number;
  /** A pattern nobody has written about for so many weeks is no longer told. */
  readonly forgotten_weeks: number;
  /** Without a ticket for so many weeks a pattern is gone. */
  readonly gone_weeks: number;
  /** At most this share of what is called rising may be chance. */
  readonly false_discoveries: number;
  /** So many accounts in one week send a pattern to product, rising or not. */
  readonly file_accounts: number;
  /** Customers' own words told with a pattern. */
  readonly quotes: number;
}
