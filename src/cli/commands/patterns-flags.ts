import type { BookFlags } from "../options.ts";
import type { AssistFlags } from "./patterns-assisted.ts";

export interface PatternsFlags extends BookFlags, AssistFlags {
  readonly week?: string;
  readonly weeks?: number;
  readonly all?: boolean;
  readonly md?: boolean;
  readonly github?: string;
  readonly jira?: string;
  readonly linear?: string;
}
