import { compareText } from "../../core/compare-text.ts";
import { hash } from "../../core/ids.ts";
import type { TextVectors } from "./gram-vectors.ts";
import type { Ledger } from "./ledger.ts";
import { likenessTo } from "./likeness.ts";

/** A recorded pattern speaks for a group of texts from this share of the group, or of its own tickets, on. */
const ENOUGH = 0.25;

/**
 * The pattern of every ticket. A ticket that was recorded with a pattern stays with it; others of its group of texts (`groups`, oldest
 * ticket first) follow it, and where a group holds several recorded patterns (one was split) each follows the one it is most like. A group
 * with none becomes a pattern of its own, named by its first ticket: the same ticket gives the same id in every week.
 */
export function assignPatterns(
  tickets: readonly { readonly id: string }[],
  groups: Int32Array,
  ledger: Ledger,
  vectors: TextVectors,
): string[] {
  const recorded = tickets.map(({ id }) => ledger.patternOf(id)?.id);
  const size = new Map<string, number>();
  for (const id of recorded) if (id !== undefined) size.set(id, (size.get(id) ?? 0) + 1);
  const members = new Map<number, number[]>();
  groups.forEach((group, at) => {
    const own = members.get(group);
    if (own === undefined) members.set(group, [at]);
    else own.push(at);
  });
  const patterns = recorded.map((id) => id ?? "");
  for (const own of members.values()) {
    const open = own.filter((at) => recorded[at] === undefined);
    const [first] = open;
    if (first === undefined) continue;
    const known = knownIn(own, recorded).filter(
      ({ id, at }) => at.length >= ENOUGH * own.length || at.length >= ENOUGH * (size.get(id) ?? 0),
    );
    const fresh = `p-${hash(tickets[first]?.id ?? "", 8)}`;
    const sets = known.map(({ at }) => at);
    const like = sets.length > 1 ? likenessTo(vectors, sets) : () => 0;
    for (const at of open) patterns[at] = known[like(at)]?.id ?? fresh;
  }
  return patterns;
}

/** The recorded patterns in a group with the places of their tickets, by id. */
function knownIn(
  own: readonly number[],
  recorded: readonly (string | undefined)[],
): { readonly id: string; readonly at: readonly number[] }[] {
  const known = new Map<string, number[]>();
  for (const at of own) {
    const id = recorded[at];
    if (id !== undefined) known.set(id, [...(known.get(id) ?? []), at]);
  }
  return [...known].map(([id, at]) => ({ id, at })).sort((a, b) => compareText(a.id, b.id));
}
