import { DataError } from "../core/errors.ts";

const TOLD = 20;

/**
 * What `read` makes of every item. Where it throws a DataError for one, the others are still looked at: the first is thrown, and its fix names
 * up to 20 in all, so that a file need not be put right one error after the other.
 */
export function eachRead<Item, Read>(items: readonly Item[], read: (item: Item) => Read): Read[] {
  const faults: DataError[] = [];
  const made = items.flatMap((item) => {
    try {
      return [read(item)];
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      faults.push(error);
      return [];
    }
  });
  const [first, ...more] = faults;
  if (first === undefined) return made;
  if (more.length === 0) throw first;
  const told = more.slice(0, TOLD - 1).map(({ detail }) => `line ${detail.place?.line ?? "?"}: ${detail.message}`);
  const rest = faults.length > TOLD ? [`and ${faults.length - TOLD} more`] : [];
  const fix = [`Correct this job and the ${more.length === 1 ? "other" : `${more.length} others`}; nothing was run.`, ...told, ...rest];
  throw new DataError({ ...first.detail, fix: fix.join("\n          ") });
}
