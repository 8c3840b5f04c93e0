import { EchoError } from "../core/errors.ts";

/** The outcome of one check. [contract] */
export interface Check {
  readonly name: string;
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  /** What to do about it; null where nothing needs doing. */
  readonly fix: string | null;
}

/** A failed check told by the error that made it fail. */
export function failed(name: string, { detail: { message, found, fix, place } }: EchoError, status: "warn" | "fail" = "fail"): Check {
  const at =
    place === undefined || message.includes(place.file)
      ? ""
      : ` (${[place.file, place.line].filter((part) => part !== undefined).join(":")})`;
  return {
    name,
    status,
    detail: `${message}${found === undefined || message.includes(found) ? "" : ` Found: ${found}.`}${at}`,
    fix: fix ?? null,
  };
}

/** Runs a check; an expected error becomes its outcome, any other is thrown on. */
export async function attempt(name: string, work: () => Promise<Check>): Promise<Check> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof EchoError) return failed(name, error);
    throw error;
  }
}
