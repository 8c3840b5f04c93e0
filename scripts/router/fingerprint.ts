import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { rootPath } from "../root.ts";
import type { CompiledTeam } from "../../src/team/route/compile-team.ts";
import { REQUESTS, SAYINGS } from "./examples.ts";

/** What weights were trained from, in sixteen characters: the training text and the meanings of words. */
export function fingerprint({ synonyms, themes, outside }: Pick<CompiledTeam, "synonyms" | "themes" | "outside">): string {
  const hash = createHash("sha256");
  for (const file of [...REQUESTS, ...SAYINGS]) hash.update(readFileSync(rootPath(`training/routing/${file}.tsv`)));
  return hash
    .update(JSON.stringify([synonyms, themes, outside]))
    .digest("hex")
    .slice(0, 16);
}
