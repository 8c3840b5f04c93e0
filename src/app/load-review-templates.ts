import { join } from "node:path";
import { InternalError, UserError } from "../core/errors.ts";
import { namesIn, readText } from "../core/files.ts";
import { list, nearest } from "../core/text.ts";
import { readPlaybook } from "../run/playbook/load-playbooks.ts";
import type { Playbook } from "../run/playbook/playbook.ts";
import { REVIEW_BLOCKS } from "./qbr-blocks.ts";
import { parseReviewTemplate, type ReviewTemplate } from "./qbr-template.ts";

/** The outlines of references/qbr and the playbook of points; the workspace's own files replace shipped ones of the same name. */
export interface ReviewPractice {
  readonly templates: ReadonlyMap<string, ReviewTemplate>;
  readonly points: Playbook;
}

const POINTS = "points.md";

/** Throws DataError for a broken file. */
export async function loadReviewPractice(references: readonly string[]): Promise<ReviewPractice> {
  const templates = new Map<string, ReviewTemplate>();
  const blocks = [...REVIEW_BLOCKS.keys()];
  let points: Playbook | undefined;
  for (const folder of references) {
    const home = join(folder, "qbr");
    for (const name of (await namesIn(home)).filter((file) => file.endsWith(".md"))) {
      const path = join(home, name);
      const text = await readText(path);
      if (name === POINTS) points = readPlaybook(text, path);
      else {
        const template = parseReviewTemplate(text, path, blocks);
        templates.set(template.name, template);
      }
    }
  }
  if (points === undefined) throw new InternalError({ code: "no-points", message: "references/qbr/points.md is not there" });
  return { templates, points };
}

/** The outline called `name`. Throws UserError with the nearest. */
export function templateNamed(name: string, { templates }: ReviewPractice): ReviewTemplate {
  const found = templates.get(name);
  if (found !== undefined) return found;
  const known = [...templates.keys()].filter((each) => each !== "internal");
  const near = nearest(name, known);
  throw new UserError({
    code: "unknown-template",
    message: `There is no template "${name}".`,
    found: name,
    allowed: known,
    fix: near.length > 0 ? `Did you mean ${list(near, "or")}?` : "Name one of these, or a .pptx file with tokens.",
  });
}
