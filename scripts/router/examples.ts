import { readFileSync } from "node:fs";
import { rootPath } from "../root.ts";

/** One line of the training text: a request and who should have it. */
export interface Example {
  readonly agent: string;
  /** Others who would do as well. */
  readonly also: readonly string[];
  readonly kind: string;
  readonly text: string;
  readonly language: string;
}

/** Requests as people put them, each file by one writer; folds for cross-validation are cut from these. */
export const REQUESTS = ["en-1", "en-2", "de", "fr", "es"];

/** Short sayings by role; always trained on, never measured. */
export const SAYINGS = ["phrases-en", "phrases-de", "phrases-fr", "phrases-es"];

/** Kept apart for judging: never trained on. */
export const JUDGED = "judged";

export const OUT_OF_SCOPE = "none";

/** The lines of files in training/routing: best agent, others who would do, kind, request, separated by tabs. */
export function readExamples(files: readonly string[]): Example[] {
  return files.flatMap((file) =>
    readFileSync(rootPath(`training/routing/${file}.tsv`), "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => {
        const [agent = "", also = "", kind = "", text = "", language = /(?:^|-)(en|de|fr|es)(?:-|$)/.exec(file)?.[1] ?? ""] =
          line.split("\t");
        return { agent, also: also.split(/[,; ]+/).filter((name) => name !== ""), kind, text, language };
      }),
  );
}

/** The fold of a text, the same every time and whatever else is in the set. */
export function foldOf(text: string, folds: number): number {
  let hash = 0x811c9dc5;
  for (const character of text.toLowerCase()) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % folds;
}
