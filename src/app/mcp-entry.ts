import { readTextIfAny, writeTextAtomic } from "../core/files.ts";
import { isRecord, parseJson } from "../core/json.ts";

/** What became of a file that was to be written. */
export type Outcome = "written" | "unchanged" | "kept";

/** How a client starts the book's server: the installed program, in the folder that the client has open. */
const ENTRY = { command: "echo-cs", args: ["mcp"] };

/**
 * Sees to it that an .mcp.json names the book's server as `echo`. A file that a person wrote stays; with `force` our entry is set in it and
 * the rest is left as it was. A file that cannot be read is left alone whatever is asked.
 */
export async function putMcpEntry(path: string, force: boolean): Promise<Outcome> {
  const present = await readTextIfAny(path);
  const parsed = parseJson(present ?? "{}");
  if (!parsed.ok || !isRecord(parsed.value)) return "kept";
  const { mcpServers } = parsed.value;
  const servers = isRecord(mcpServers) ? mcpServers : {};
  if (JSON.stringify(servers["echo"]) === JSON.stringify(ENTRY)) return "unchanged";
  if (present !== undefined && !force) return "kept";
  await writeTextAtomic(path, `${JSON.stringify({ ...parsed.value, mcpServers: { ...servers, echo: ENTRY } }, null, 2)}\n`);
  return "written";
}
