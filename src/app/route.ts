import { isRecord, parseJson } from "../core/json.ts";
import { type Route, routeBy } from "../team/route/route.ts";
import type { RouteIndex } from "../team/route/route-index.ts";
import { accountIn, type RouteAccount } from "./route-accounts.ts";

/** One line of the NDJSON that `route -` reads. */
export interface RequestLine {
  readonly id: string | number | null;
  readonly request: string;
  readonly files: readonly string[];
}

/** The answer to one line: the route under the line's id, or what is wrong with the line. [contract] */
export type Answer = (Route & { readonly id: string | number | null }) | { readonly id: string | number | null; readonly error: string };

/** One answer for every line that is not blank, in order, as the lines come in. `accounts` are those that the book knows. */
export async function* routeLines(
  lines: AsyncIterable<string>,
  index: RouteIndex,
  accounts: readonly RouteAccount[],
): AsyncGenerator<Answer> {
  for await (const line of lines) {
    if (line.trim() === "") continue;
    const read = readRequest(line);
    if ("error" in read) yield read;
    else yield { id: read.id, ...routeBy({ text: read.request, files: read.files, account: accountIn(read.request, accounts) }, index) };
  }
}

function readRequest(line: string): RequestLine | { readonly id: string | number | null; readonly error: string } {
  const parsed = parseJson(line);
  if (!parsed.ok) return { id: null, error: `not JSON: ${parsed.reason}` };
  if (!isRecord(parsed.value)) return { id: null, error: 'not an object; expected {"id": …, "request": "…"}' };
  const { id: given, request, files = [] } = parsed.value;
  const id = typeof given === "string" || typeof given === "number" ? given : null;
  if (typeof request !== "string") return { id, error: 'no text under "request"' };
  if (!Array.isArray(files) || !files.every((file) => typeof file === "string")) return { id, error: '"files" is no list of paths' };
  return { id, request, files };
}
