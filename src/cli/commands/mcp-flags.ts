import type { BookFlags } from "../options.ts";

export interface McpFlags extends BookFlags {
  readonly write?: boolean;
  readonly http?: boolean;
  readonly port?: string;
  readonly host?: string;
  readonly allowHost: readonly string[];
  readonly tools?: boolean;
}
