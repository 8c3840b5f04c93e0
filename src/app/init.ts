import { join } from "node:path";
import { configJsonSchema } from "../config/json-schema.ts";
import { CONFIG_NAME } from "../config/nearest-workspace.ts";
import { UserError } from "../core/errors.ts";
import { hasCode, makeFolder, readTextIfAny, replaceTextAtomic, statIfAny, writeTextAtomic, writeTextIfAbsent } from "../core/files.ts";
import { configTemplate, SCHEMA_FILE } from "./config-template.ts";

export interface InitResult {
  readonly root: string;
  /** Names made or added to, relative to the root. */
  readonly created: readonly string[];
  /** Names that were there and stay as they are. */
  readonly kept: readonly string[];
}

const EXPORTS = "exports";
const IGNORE = ".gitignore";

/** Makes a workspace of a folder. Overwrites nothing. Throws UserError where the folder cannot be made or written to. */
export async function initWorkspace(root: string): Promise<InitResult> {
  try {
    await makeFolder(root);
    const made = [
      { name: CONFIG_NAME, isNew: await writeTextIfAbsent(join(root, CONFIG_NAME), configTemplate()) },
      { name: `${EXPORTS}/`, isNew: await newFolder(join(root, EXPORTS)) },
      { name: `${IGNORE} (.echo/)`, isNew: await ignoreSnapshot(join(root, IGNORE)) },
    ];
    await writeTextAtomic(join(root, SCHEMA_FILE), `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
    return {
      root,
      created: made.filter(({ isNew }) => isNew).map(({ name }) => name),
      kept: made.filter(({ isNew }) => !isNew).map(({ name }) => name),
    };
  } catch (error) {
    if (!hasCode(error, "ENOENT", "EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOSPC")) throw error;
    const reason = error instanceof Error ? (error.message.split(",")[0] ?? "") : "";
    throw new UserError({
      code: "cannot-write",
      message: `No workspace can be made in ${root}.`,
      found: reason,
      fix: "Name a folder that you may write to: echo-cs init DIR.",
      place: { file: root },
      cause: error,
    });
  }
}

async function newFolder(path: string): Promise<boolean> {
  if ((await statIfAny(path)) !== undefined) return false;
  await makeFolder(path);
  return true;
}

/** The snapshot and the transcripts hold customers' data and can be made again: they stay out of version control. */
async function ignoreSnapshot(path: string): Promise<boolean> {
  const text = await readTextIfAny(path);
  if (text?.split("\n").some((line) => /^\/?\.echo\/?\s*$/.test(line)) === true) return false;
  const start = text === undefined || text === "" || text.endsWith("\n") ? (text ?? "") : `${text}\n`;
  return replaceTextAtomic(path, text, `${start}.echo/\n`);
}
