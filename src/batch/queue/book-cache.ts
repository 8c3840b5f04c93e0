import { join } from "node:path";
import { DataError } from "../../core/errors.ts";
import { removeAny, statIfAny } from "../../core/files.ts";
import { clean } from "../../core/text.ts";
import { copyIfHash, fileHash } from "./hashed-copy.ts";

/** Snapshots on this machine, each under its hash. */
export interface BookCache {
  /**
   * The path of the snapshot with this hash; one that is not here yet is copied from the first of these paths and addresses that has it. Its
   * bytes are checked before it is used. Throws DataError (`queue-book`) where none has it.
   */
  path(hash: string, from: readonly string[]): Promise<string>;
}

/** A cache in a folder. What is checked once is not checked again by this process. */
export function bookCache(folder: string): BookCache {
  const known = new Map<string, Promise<string>>();
  return {
    path: (hash, from) => {
      const present = known.get(hash) ?? find(folder, hash, from);
      known.set(hash, present);
      // What is not to be had now may be later.
      present.catch(() => known.delete(hash));
      return present;
    },
  };
}

async function find(folder: string, hash: string, from: readonly string[]): Promise<string> {
  const path = join(folder, "books", `${hash}.duckdb`);
  if ((await statIfAny(path)) !== undefined) {
    if ((await fileHash(path)) === hash) return path;
    // A disk that lost bytes, or somebody's hand.
    await removeAny(path);
  }
  const refusals: string[] = [];
  for (const each of from) {
    const refusal = await copyIfHash(each, path, hash);
    if (refusal === undefined) return path;
    refusals.push(`${shown(each)}: ${refusal}`);
  }
  throw new DataError({
    code: "queue-book",
    message: `The snapshot ${hash.slice(0, 12)}… that the job was asked about is not to be had here.`,
    found: clean(refusals.join("; ")),
    allowed: ["the very bytes that were enqueued: by the same path on a shared disk, or from --snapshot-url"],
    fix: "Mount the workspace on this machine or give an address with --snapshot-url; if the exports have changed since, enqueue anew.",
  });
}

/** An address without the user and password, or the token, that it may hold. */
function shown(from: string): string {
  if (!URL.canParse(from) || !/^https?:/u.test(from)) return from;
  const { protocol, host, pathname } = new URL(from);
  return `${protocol}//${host}${pathname}`;
}
