import { z } from "zod";
import { UserError } from "../../core/errors.ts";
import { flagsAsKeys } from "../../core/flags-as-keys.ts";
import { schemaKeys } from "../../core/schema-keys.ts";
import type { ServerContext } from "./server-context.ts";

export type ToolData = Readonly<Record<string, unknown>>;

/** A tool as clients see it, and what it does. */
export interface ServerTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What it does to the workspace's files. A tool that writes is offered with --write only. */
  readonly effect: "read" | "write";
  /** Reads only, but files what it answers where writing is allowed. */
  readonly files?: boolean;
  /** JSON Schema of its input. */
  readonly inputSchema: { readonly type: "object"; readonly [key: string]: unknown };
  /** Throws EchoError for what the caller can put right. */
  run(input: unknown, context: ServerContext, signal: AbortSignal): Promise<ToolData>;
}

interface ServerToolSpec<S extends z.ZodObject> extends Omit<ServerTool, "inputSchema" | "run"> {
  readonly input: S;
  run(input: z.output<S>, context: ServerContext, signal: AbortSignal): Promise<ToolData>;
}

/** A tool whose input is held against its schema before it runs. */
export function defineServerTool<S extends z.ZodObject>({ input, run, ...rest }: ServerToolSpec<S>): ServerTool {
  const { $schema: _, ...schema } = z.toJSONSchema(input, { io: "input" });
  return {
    ...rest,
    inputSchema: { ...schema, type: "object" },
    run: async (given, context, signal) => {
      const parsed = input.safeParse(given ?? {});
      if (parsed.success) return withKeys(input, () => run(parsed.data, context, signal));
      throw new UserError({
        code: "bad-input",
        message: `The input does not fit: ${parsed.error.issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}`).join("; ")}.`,
        allowed: keysBeside(input, parsed.error.issues),
        fix: "Correct the arguments and call again.",
      });
    },
  };
}

/** The keys of the level on which the first fault is: of the whole input, or of what one of its keys holds. */
function keysBeside(input: z.ZodObject, issues: readonly z.core.$ZodIssue[]): string[] {
  const first = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  const path = first === undefined ? [] : first.code === "unrecognized_keys" ? first.path : first.path.slice(0, -1);
  return schemaKeys(input, path);
}

/** Does the work; what it throws speaks of the tool's own keys, where it would of options of the command line. */
async function withKeys<T>({ shape }: z.ZodObject, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw flagsAsKeys(error, (flag) => {
      const key = flag.replace(/^--/, "").replaceAll("-", "_");
      return Object.hasOwn(shape, key) ? key : undefined;
    });
  }
}

/** Inputs that many tools share. */
export const account = z.string().min(1).max(200).describe("name, domain or id of an account");
export const asOf = z.string().max(10).optional().describe("look back from this day, YYYY-MM-DD; left out: the last day with activity");
export const health = z.string().max(80).optional().describe("health model: specialist, customer-success or one of the workspace's own");
export const offset = z.int().min(0).default(0).describe("how many to pass over");

/** How many of a list to give at once. */
export function limit(usual: number, most = 200): z.ZodDefault<z.ZodInt> {
  return z.int().min(1).max(most).default(usual).describe(`at most so many (default ${usual}, up to ${most})`);
}

export interface Page<T> {
  readonly total: number;
  readonly items: readonly T[];
  /** Where to go on; absent where nothing is left. */
  readonly next_offset?: number;
}

/** A part of a list, with how long the whole is. */
export function paged<T>(all: readonly T[], wanted: { readonly limit: number; readonly offset: number }): Page<T> {
  const end = wanted.offset + wanted.limit;
  return { total: all.length, items: all.slice(wanted.offset, end), ...(end < all.length ? { next_offset: end } : {}) };
}
