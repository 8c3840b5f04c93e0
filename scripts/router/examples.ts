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
  /** Files given with it. */
  readonly files?: readonly string[] | undefined;
  /** Lanes that would do, where they are told; else those of the agents. */
  readonly lanes?: readonly string[] | undefined;
}

/** Requests as people put them, each file by one writer; each is a fold of cross-validation. */
export const REQUESTS = ["en-1", "en-2", "de", "fr", "es", "en-3", "en-4", "de-2", "fr-2", "es-2"];

/** Short sayings by role; always trained on, never measured. */
export const SAYINGS = [
  "phrases-en",
  "phrases-de",
  "phrases-fr",
  "phrases-es",
  "phrases-en-2",
  "phrases-de-2",
  "phrases-fr-2",
  "phrases-es-2",
];

/** Requests that the writers of the first sayings had read: such a fold is learned without those sayings. */
const READ = new Set(["en-1", "en-2", "de", "fr", "es"]);
const BY_READERS = new Set(["phrases-en", "phrases-de", "phrases-fr", "phrases-es"]);

/** The files to learn from when one writer's file is held out. */
export function filesBeside(held: string): string[] {
  return [...REQUESTS.filter((file) => file !== held), ...SAYINGS.filter((file) => !(READ.has(held) && BY_READERS.has(file)))];
}

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
