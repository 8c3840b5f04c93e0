import { DataError } from "../core/errors.ts";

const TOLD = 20;

/** What `read` makes of every item. Where it throws a DataError for one, that is put to `faults` and the others are still looked at. */
export function eachRead<Item, Read>(items: readonly Item[], read: (item: Item) => Read, faults: DataError[]): Read[] {
  return items.flatMap((item) => {
    try {
      return [read(item)];
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      faults.push(error);
      return [];
    }
  });
}

/**
 * Throws the first fault of a file by its lines, where there is any; its fix names up to 20 in all, so that a file need not be put right one error
 * after the other. What two readers found at the same place is one fault.
 */
export function throwFaults(faults: readonly DataError[]): void {
  const places = new Set<string>();
  const [first, ...more] = [...faults].sort(byPlace).filter(({ code, detail: { place } }) => {
    const at = `${code} ${place?.line ?? ""}:${place?.column ?? ""}`;
    if (places.has(at)) return false;
    places.add(at);
    return true;
  });
  if (first === undefined) return;
  if (more.length === 0) throw first;
  const told = more.slice(0, TOLD - 1).map(({ detail }) => `line ${detail.place?.line ?? "?"}: ${detail.message}`);
  const rest = more.length >= TOLD ? [`and ${more.length + 1 - TOLD} more`] : [];
  const fix = [`Correct this job and the ${more.length === 1 ? "other" : `${more.length} others`}; nothing was run.`, ...told, ...rest];
  throw new DataError({ ...first.detail, fix: fix.join("\n          ") });
}

function byPlace({ detail: { place: a } }: DataError, { detail: { place: b } }: DataError): number {
  return (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
