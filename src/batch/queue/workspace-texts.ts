import { dirname, join } from "node:path";
import type { Workspace } from "../../config/workspace.ts";
import { compareText } from "../../core/compare-text.ts";
import { DataError, UserError } from "../../core/errors.ts";
import { makeFolder, move, readBytes, readTextIfAny, removeAny, statIfAny, walk, writeBytesAtomic } from "../../core/files.ts";
import { hash, randomIds } from "../../core/ids.ts";
import { isRecord, parseJson } from "../../core/json.ts";
import type { QueueDatabase } from "./open-database.ts";

/** A workspace's own text: what shapes answers beside the book. Paths, `/`-separated, to bytes in base64. */
export type WorkspaceTexts = Readonly<Record<string, string>>;

const MOST_BYTES = 20_000_000;

/** Reads echo.yaml, memory and the workspace's own agents, references and skills. Throws UserError where they are too much to send around. */
export async function workspaceTexts({ root, configPath, agents, references, skills }: Workspace): Promise<WorkspaceTexts> {
  const folders = [
    ["agents", agents.at(-1)],
    ["references", references.at(-1)],
    ["skills", skills.at(-1)],
    ["memory", join(root, "memory")],
  ] as const;
  const found: [string, string][] = configPath === undefined ? [] : [["echo.yaml", configPath]];
  for (const [name, folder] of folders)
    for (const path of folder === undefined ? [] : await walk(folder)) found.push([`${name}/${path}`, join(folder ?? "", path)]);
  const texts: Record<string, string> = {};
  let bytes = 0;
  for (const [name, path] of found.sort(([a], [b]) => compareText(a, b))) {
    const content = await readBytes(path);
    bytes += content.length;
    if (bytes > MOST_BYTES) throw tooMuch(name);
    texts[name] = content.toString("base64");
  }
  return texts;
}

/** Names texts by their content. */
export function textsHash(texts: WorkspaceTexts): string {
  return hash(JSON.stringify(texts), 32);
}

/** Puts texts where every worker finds them. */
export async function sendTexts(database: QueueDatabase, texts: WorkspaceTexts): Promise<void> {
  await database.rows("insert into echo.files (hash, files) values ($1, $2) on conflict do nothing", [
    textsHash(texts),
    JSON.stringify(texts),
  ]);
}

/** A folder on this machine that holds the texts of this hash as a workspace does. Throws DataError where they are not to be had or not those. */
export async function textsFolder(database: QueueDatabase, cache: string, named: string): Promise<string> {
  const folder = join(cache, "texts", named);
  if ((await readTextIfAny(join(folder, ".whole"))) !== undefined) return folder;
  const [row] = await database.rows("select files from echo.files where hash = $1", [named]);
  const stored = row?.["files"];
  const parsed = parseJson(typeof stored === "string" ? stored : "");
  const texts = parsed.ok && isTexts(parsed.value) ? parsed.value : {};
  if (!parsed.ok || textsHash(texts) !== named || !Object.keys(texts).every(isInside)) throw notThose(named);
  const draft = `${folder}.${randomIds.unique().slice(0, 8)}.tmp`;
  await makeFolder(draft);
  try {
    for (const [path, content] of Object.entries(texts)) await writeBytesAtomic(join(draft, path), Buffer.from(content, "base64"));
    await writeBytesAtomic(join(draft, ".whole"), Buffer.from(""));
    await makeFolder(dirname(folder));
    // Another worker of this machine may have been faster.
    if ((await statIfAny(folder)) === undefined) await move(draft, folder);
  } finally {
    await removeAny(draft);
  }
  return folder;
}

/** No way out of the folder: the database is not asked to be trusted. */
function isInside(path: string): boolean {
  return path !== "" && !/[\0\\]/u.test(path) && !path.startsWith("/") && !path.split("/").includes("..");
}

function isTexts(value: unknown): value is WorkspaceTexts {
  return isRecord(value) && Object.values(value).every((one) => typeof one === "string");
}

function tooMuch(file: string): UserError {
  return new UserError({
    code: "queue-texts",
    message: "The workspace's agents, references, skills and memory are more than 20 MB together: too much to send to every worker.",
    found: file,
    fix: "Leave out --no-files, so that workers read the workspace where it lies, or move large files out of these folders.",
  });
}

function notThose(named: string): DataError {
  return new DataError({
    code: "queue-texts",
    message: `The workspace's text ${named.slice(0, 12)}… in the database is not what was enqueued.`,
    fix: "Enqueue the batch anew.",
  });
}
