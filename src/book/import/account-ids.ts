import { compareText } from "../../core/compare-text.ts";
import { hash } from "../../core/ids.ts";
import { slug } from "../../core/text.ts";
import { shortSlug } from "./company-name.ts";

export interface NamedCompany {
  readonly name: string;
  /** Breaks ties between companies of one name; the same whatever the order of files. */
  readonly key: string;
}

/**
 * ECHO's ids, one a company in the given order: the slug of the name without its legal form; where two would share it both take
 * the slug of the full name; where that is shared too, all but the first (by `key`) are numbered. The order of companies plays no part.
 */
export function accountIds(companies: readonly NamedCompany[]): readonly string[] {
  const usesFullName = companies.map(() => false);
  const proposal = (index: number): string => {
    const { name } = companies[index] ?? { name: "" };
    const short = shortSlug(name) || `account-${hash(name, 8)}`;
    return usesFullName[index] === true ? slug(name) || short : short;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const indexes of groups(companies.map((_, index) => proposal(index))).values()) {
      if (indexes.length < 2) continue;
      for (const index of indexes) {
        if (usesFullName[index] === false) {
          usesFullName[index] = true;
          changed = true;
        }
      }
    }
  }
  return numbered(
    companies,
    companies.map((_, index) => proposal(index)),
  );
}

function numbered(companies: readonly NamedCompany[], proposals: readonly string[]): string[] {
  const ids = [...proposals];
  const taken = new Set(proposals);
  for (const [id, indexes] of [...groups(proposals)].sort(([a], [b]) => compareText(a, b))) {
    const ordered = indexes.toSorted((a, b) => compareKeys(companies[a]?.key ?? "", companies[b]?.key ?? ""));
    let suffix = 2;
    for (const index of ordered.slice(1)) {
      while (taken.has(`${id}-${suffix}`)) suffix += 1;
      ids[index] = `${id}-${suffix}`;
      taken.add(`${id}-${suffix}`);
    }
  }
  return ids;
}

function groups(ids: readonly string[]): Map<string, number[]> {
  const byId = new Map<string, number[]>();
  for (const [index, id] of ids.entries()) byId.set(id, [...(byId.get(id) ?? []), index]);
  return byId;
}

/** Order of ids: shorter first, so that 9 stands before 10. */
export function compareKeys(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}
