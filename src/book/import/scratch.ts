import { removeAny } from "../../core/files.ts";

/** Temporary files of one import: beside the snapshot's draft, so that they are on its disk and go where a killed import leaves them. */
export interface Scratch {
  /** A new path that ends in `suffix`. Nothing is made there. */
  path(suffix: string): string;
  /** Removes what stands at the paths given so far. */
  clear(): Promise<void>;
}

/** Paths that begin with the draft's, by which removal of drafts finds them too. */
export function scratchBeside(draft: string): Scratch {
  const made: string[] = [];
  return {
    path: (suffix) => {
      const path = `${draft}.${made.length + 1}${suffix}`;
      made.push(path);
      return path;
    },
    clear: async () => {
      for (const path of made) await removeAny(path);
    },
  };
}
