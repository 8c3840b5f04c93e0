import type { EchoError } from "./errors.ts";

/** An expected failure as one line, for where the work goes on without the file: place, what is wrong, what was found, what is allowed. `file` is called as given. */
export function faultLine({ detail: { message, place, found, allowed = [] } }: EchoError, file = place?.file): string {
  const where = [file, place?.line].filter((part) => part !== undefined).join(":");
  const values = [
    ...(found === undefined || message.includes(found) ? [] : [`found ${found}`]),
    ...(allowed.length === 0 ? [] : [`allowed: ${allowed.join(", ")}`]),
  ];
  return `${where === "" ? "" : `${where}: `}${message.replace(/\.$/, "")}${values.length === 0 ? "" : ` (${values.join("; ")})`}`;
}
