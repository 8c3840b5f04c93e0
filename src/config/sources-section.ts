import { z } from "zod";
import { nearest } from "../core/text.ts";

// Files are called by it, on systems to which upper and lower case are the same.
const NAME = /^[a-z][a-z0-9_-]{0,39}$/;
const DURATION = /^\d{1,6} ?(s|m|h|d)$/;
const duration = z
  .string()
  .regex(DURATION, "is no length of time such as 30s, 15m, 12h or 3d")
  .describe("a length of time such as 30s, 15m, 12h or 3d");

const shape = {
  table: z.string({ error: "names the table of the book that the rows are for, such as usage" }).min(1).describe("the table of the book"),
  url: z
    .string()
    .min(1)
    .refine((url) => !holdsPassword(url), "holds a password: write the URL as ${NAME} and set that variable in the environment")
    .optional()
    .describe("the engine's address; ${NAME} stands for a variable of the environment, and a password only ever comes from one"),
  env: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, "is no name of an environment variable")
    .optional()
    .describe("the environment variable that holds the address, instead of url"),
  sql: z.string().min(1).optional().describe("one SELECT; its columns are called as the book's"),
  file: z.string().min(1).optional().describe("a file of the workspace that holds the SELECT, instead of sql"),
  watermark: z.string().min(1).optional().describe("a column that only grows with what is new: later imports ask for what is newer"),
  overlap: z
    .union([z.number().int().nonnegative(), duration], {
      error: "is a length of time such as 3d (or a whole number, for a numbered watermark)",
    })
    .optional()
    .describe("how far before the watermark the next import begins (default 3d, or 0 for a numbered one)"),
  statement_timeout: duration.optional().describe("how long the engine may work on it (default 15m)"),
  tls: z
    .enum(["verify", "insecure", "off"], { error: "is verify, insecure (encrypted, but anybody may answer) or off" })
    .optional()
    .describe("verify, insecure (encrypted, but anybody may answer) or off; default verify for every host but this machine"),
  ca: z.string().min(1).optional().describe("a PEM file of the workspace with the authority that signed the engine's certificate"),
  via: z
    .enum(["auto", "copy", "cursor"])
    .optional()
    .describe("how rows are fetched (default: COPY, else a cursor where the engine refuses)"),
};

const entry = z
  .strictObject(shape, { error: ({ code, keys }) => (code === "unrecognized_keys" ? unknownKey(keys) : undefined) })
  .refine(({ url, env }) => (url === undefined) !== (env === undefined), "needs one of url and env: where the engine is")
  .refine(({ sql, file }) => (sql === undefined) !== (file === undefined), "needs one of sql and file: what to ask the engine")
  .refine(
    ({ overlap, watermark }) => overlap === undefined || watermark !== undefined,
    "has an overlap, but no watermark that it goes with",
  );

/** `sources:` of echo.yaml: tables that come from SQL on a PostgreSQL-protocol engine, by a name. Tables and columns are checked where they are known. */
export const sourcesSection = z.record(z.string().regex(NAME), entry, {
  error: ({ code }) =>
    code === "invalid_key" ? "a source's name is of lower-case letters, digits, _ and -, and begins with a letter" : undefined,
});

export type SourceEntry = z.infer<typeof entry>;

/** Seconds of a length of time as the section writes it. */
export function secondsOf(duration: string): number {
  const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[duration.at(-1) ?? ""] ?? 0;
  return Number.parseInt(duration, 10) * unit;
}

/** True where a URL has a password that does not come from the environment. */
function holdsPassword(url: string): boolean {
  const [, password] = /^[a-z]+:\/\/[^/@]*?:(.+)@/i.exec(url) ?? [];
  const parameter = /[?&](password|sslpassword)=([^&]*)/i.exec(url)?.[2];
  return [password, parameter].some((text) => text !== undefined && text.replaceAll(/\$\{\w+\}/g, "") !== "");
}

function unknownKey(keys: unknown): string {
  const [key] = Array.isArray(keys) ? keys.map(String) : [];
  const [near] = nearest(key ?? "", Object.keys(shape), 1);
  return `has no setting "${key ?? ""}"${near === undefined ? `; there are ${Object.keys(shape).join(", ")}` : `; did you mean ${near}?`}`;
}
