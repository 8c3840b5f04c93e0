/** Which book, and what is kept of the work on it. */
export interface WorkspaceOptions {
  /** The workspace: a folder of exports. Default: the nearest folder upwards with an echo.yaml or exports. */
  readonly directory?: string;
  /** The shipped example instead. */
  readonly demo?: boolean;
  /** Only this person's accounts. */
  readonly owner?: string;
  /** False: tracking files, packets and drafts are not kept. */
  readonly files?: boolean;
  /** Gets what the command line would say on stderr; silent by default. */
  readonly log?: (line: string) => void;
}
