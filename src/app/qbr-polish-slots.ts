import type { Fact } from "../domain/facts/fact.ts";
import { parseTemplate, type Slot, type Template } from "../run/verify/template.ts";
import type { Complaint } from "../run/verify/vocabulary.ts";

/**
 * What is wrong with the slots of a rewording: it holds exactly those of our sentence, each once and in the same style. Values of one unit
 * could be taken for each other, so these keep their order, and the "from" and "of" before them.
 */
export function slotProblems(ours: string, theirs: string, facts: ReadonlyMap<string, Fact>): Complaint[] {
  const [own, other] = [parseTemplate(ours), parseTemplate(theirs)];
  const [wanted, found] = [own.slots.map(({ raw }) => raw), other.slots.map(({ raw }) => raw)];
  const wrong = [
    ...found
      .filter((slot, at) => !wanted.includes(slot) || found.indexOf(slot) !== at)
      .map((claim) => ({ claim, reason: "our sentence does not hold this slot; keep its slots as they are, each once" })),
    ...wanted.filter((slot) => !found.includes(slot)).map((claim) => ({ claim, reason: "this slot of our sentence is missing" })),
  ];
  return wrong.length > 0 ? wrong : mixedUp(own, other, facts);
}

function mixedUp(own: Template, other: Template, facts: ReadonlyMap<string, Fact>): Complaint[] {
  const units = new Map<string, { readonly ours: Slot[]; readonly theirs: Slot[] }>();
  for (const [which, { slots }] of [["ours", own] as const, ["theirs", other] as const]) {
    for (const slot of slots) {
      const unit = facts.get(slot.id)?.unit ?? "";
      const group = units.get(unit) ?? { ours: [], theirs: [] };
      units.set(unit, group);
      group[which].push(slot);
    }
  }
  return [...units.values()]
    .filter(({ ours }) => ours.length > 1)
    .flatMap(({ ours, theirs }) =>
      ours.flatMap((slot, index): Complaint[] => {
        const reworded = theirs[index];
        if (reworded === undefined || reworded.raw !== slot.raw)
          return [{ claim: slot.raw, reason: "slots of the same kind keep the order they have in our sentence" }];
        const [was, is] = [roleOf(own.masked, slot.at), roleOf(other.masked, reworded.at)];
        return was === is ? [] : [{ claim: slot.raw, reason: `before it stands ${was ?? "no from, no of"} in our sentence` }];
      }),
    );
}

/** "from" and "of" say which of two values is meant; "the" and "your" may stand between. */
function roleOf(masked: string, at: number): string | undefined {
  return /\b(from|of)\s+(?:(?:the|your|our|all)\s+)?$/iu.exec(masked.slice(0, at))?.[1]?.toLowerCase();
}
