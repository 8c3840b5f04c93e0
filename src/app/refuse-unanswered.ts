import type { Practice } from "../run/answer/practice.ts";
import type { ReferenceEntry } from "../team/reference.ts";
import { isStopWord, wordsOf } from "../team/route/words.ts";
import { searchReferences } from "../team/search-references.ts";
import type { Assignment } from "./assignment.ts";
import { outOfScope } from "./out-of-scope.ts";

/** Entries that an answer quotes at most; what none of these is about, none is. */
const LOOKED_AT = 4;

/**
 * Throws UserError (`out-of-scope`) for a question of practice that no entry of the references is about, before anything is written: an entry
 * that shares a chance word with it would be quoted as the answer. Other questions have figures or lists of the book.
 */
export function refuseUnanswered({ question, choice, correction }: Assignment, { references, team }: Practice): void {
  if (choice.playbook.id !== "guidance" || correction !== undefined) return;
  const telling = stemsOf(question);
  if (searchReferences(references, { text: question }, LOOKED_AT).some((entry) => isAbout(entry, telling))) return;
  throw outOfScope({ team }, "ECHO has no answer to that: nothing in your exports or in the references is about it.");
}

/** Two telling words of the question, all there are, or half of them with one in the title: a single word of many may be there by chance. */
function isAbout({ title, fields }: ReferenceEntry, telling: ReadonlySet<string>): boolean {
  const named = stemsOf(title);
  const said = new Set([...named, ...Object.values(fields).flatMap((field) => [...stemsOf(field)])]);
  const shared = [...telling].filter((stem) => said.has(stem));
  const isNamed = shared.some((stem) => named.has(stem));
  return shared.length >= Math.min(2, telling.size) || (isNamed && shared.length * 2 >= telling.size);
}

function stemsOf(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !isStopWord(word))
      .map((word) => word.stem),
  );
}
