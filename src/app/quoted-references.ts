import type { ReferenceCitation } from "../domain/brief/brief.ts";
import type { Practice } from "../run/answer/practice.ts";
import type { ReferenceEntry } from "../team/reference.ts";
import { searchReferences } from "../team/search-references.ts";
import type { Assignment } from "./assignment.ts";

const GUIDANCE_ENTRIES = 4;

/** The entries whose words belong to the answer: the one the question goes against, and for a question of practice the best matches. */
export function quotedReferences(
  { question, correction, choice }: Pick<Assignment, "question" | "correction" | "choice">,
  { references }: Practice,
): ReferenceCitation[] {
  // Where no answer goes by a question's words (not-covered), an entry that shares one of them is none either.
  const matches = choice.playbook.id === "guidance" ? searchReferences(references, { text: question }, GUIDANCE_ENTRIES) : [];
  return [
    ...(correction === undefined ? [] : [{ ...quoted(correction), contradicts: true }]),
    ...matches.filter(({ id }) => id !== correction?.id).map(quoted),
  ];
}

function quoted({ file, id, title, fields }: ReferenceEntry): ReferenceCitation {
  const text = [fields["what"] ?? fields["check"], fields["fix"]].filter((part) => part !== undefined).join(" ");
  return { file: `references/${file}`, id, title, text };
}
