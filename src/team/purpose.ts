import { wordsOf } from "./route/words.ts";

/** What somebody wants from the references: to build something, to find out what is wrong, or to check what is there. */
export const PURPOSES = ["create", "diagnose", "review"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The file that decides for a purpose. */
export const FILE_OF: Readonly<Record<Purpose, string>> = { create: "patterns.md", diagnose: "sharp_edges.md", review: "validations.md" };

const CUES: Readonly<Record<Purpose, readonly string[]>> = {
  diagnose:
    "why wrong fail failing fails churn churning drop dropped falling losing lost leave leaving silent problem broken risk low stuck despite".split(
      " ",
    ),
  review: "check review validate audit verify rule standard threshold allowed complete compliant enough late overdue correct".split(" "),
  create: "create build design plan write draft make set launch start introduce run how template programme structure improve".split(" "),
};

/** What a text asks for by its words: the purpose with most cues, the first of diagnose, review, create where they tie; create where none is heard. */
export function purposeOf(text: string): Purpose {
  const words = wordsOf(text).map(({ plain }) => plain);
  const heard = (purpose: Purpose): number => words.filter((word) => CUES[purpose].includes(word)).length;
  const order: readonly Purpose[] = ["diagnose", "review", "create"];
  const best = [...order].sort((a, b) => heard(b) - heard(a) || order.indexOf(a) - order.indexOf(b))[0];
  return best === undefined || heard(best) === 0 ? "create" : best;
}
