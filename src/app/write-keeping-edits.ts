import { extname } from "node:path";
import { compareText } from "../core/compare-text.ts";
import { readBytes, readTextIfAny, statIfAny, writeBytesAtomic, writeTextAtomic } from "../core/files.ts";
import { hash } from "../core/ids.ts";
import { isRecord, parseJson } from "../core/json.ts";
import { shownPath } from "./report-files.ts";

/** Where it is remembered what was written last: hashes by path, inside `root`. Without it every file that is there is a person's. */
interface SealedFolder {
  readonly ledger: string;
  readonly root: string;
}

/**
 * Writes a report, unless a person has changed the file since it was last written: then the new one goes beside it, as `name-new.pptx`.
 * Returns where it was written.
 */
export async function writeKeepingEdits(path: string, content: string | Uint8Array, { ledger, root }: SealedFolder): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const written = await readLedger(ledger);
  const now = hash(bytes, 16);
  const present = (await statIfAny(path))?.isFile() === true ? hash(await readBytes(path), 16) : undefined;
  const edited = present !== undefined && present !== now && present !== written.get(shownPath(root, path));
  const target = edited ? `${path.slice(0, -extname(path).length)}-new${extname(path)}` : path;
  await writeBytesAtomic(target, bytes);
  if (written.get(shownPath(root, target)) !== now) {
    const entries = [...written.set(shownPath(root, target), now)].sort(([a], [b]) => compareText(a, b));
    await writeTextAtomic(ledger, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  }
  return target;
}

async function readLedger(path: string): Promise<Map<string, string>> {
  const parsed = parseJson((await readTextIfAny(path)) ?? "{}");
  if (!parsed.ok || !isRecord(parsed.value)) return new Map();
  return new Map(Object.entries(parsed.value).flatMap(([file, seal]) => (typeof seal === "string" ? [[file, seal] as const] : [])));
}
