import type { BookFlags } from "../options.ts";

/** What `triage` takes on its command line. */
export interface TriageFlags extends BookFlags {
  readonly text?: string;
  readonly id?: string;
  readonly model?: string;
  readonly csv?: boolean;
  readonly summary?: boolean;
  /** A language model reads again what was read without confidence. */
  readonly assist?: boolean;
  readonly assistBelow: number;
  readonly llm?: string;
  /** In dollars. */
  readonly budget?: number;
  readonly failOn?: "escalate" | "p1";
  /** False with --no-accounts. */
  readonly accounts: boolean;
}
