/** Something a person should know about a file of the team: where it stands and what was done about it. Lines count from 1. */
export interface LoadIssue {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

/** What became of the files of a team; printed as it is by `agents validate --json`. [contract] */
export interface LoadReport {
  /** How many Markdown files were looked at: `loaded` plus the failed ones. */
  readonly files: number;
  readonly loaded: number;
  readonly failed: readonly LoadIssue[];
  readonly warnings: readonly LoadIssue[];
}
