import { slug } from "../core/text.ts";
import type { Brand } from "../reports/brand.ts";
import type { Block, Part, ReportDocument } from "../reports/document.ts";
import { cite, type Words, words } from "../reports/words.ts";
import { isEmpty } from "./qbr-block.ts";
import { REVIEW_BLOCKS } from "./qbr-blocks.ts";
import type { Review } from "./qbr-review.ts";
import type { ReviewTemplate, TemplatePart, TemplateStage } from "./qbr-template.ts";

/** The review as a document: a cover with the agenda, then the slides of the template that this audience may see. */
export function reviewDocument(review: Review, template: ReviewTemplate, brand: Brand): ReportDocument {
  const { account, quarter, asOf, audience, company } = review;
  const internal = audience === "internal";
  const stages = template.stages
    .map((stage) => ({
      stage,
      parts: stage.parts.filter((part) => internal || part.audience === "customer").flatMap((part) => slideOf(part, review)),
    }))
    .filter(({ parts }) => parts.length > 0);
  const subtitle = `${template.title} ${quarter.name}: ${quarter.from} to ${quarter.to}`;
  const numbered = stages.map(({ stage, parts }, index) =>
    parts.map((part): Part => ({
      ...part,
      stage: { number: index + 1, name: stage.name, ...(stage.minutes === undefined ? {} : { minutes: stage.minutes }) },
    })),
  );
  return {
    title: account.name,
    subtitle,
    audience,
    brand,
    date: asOf,
    foot: `${company === "" ? "" : `${company} · `}${account.name} · ${quarter.name} · as of ${asOf}${internal ? " · INTERNAL, not for the customer" : ""}`,
    parts: withIds([
      cover(
        review,
        subtitle,
        stages.map(({ stage }) => stage),
      ),
      ...numbered.flat(),
    ]),
  };
}

function cover({ account, quarter, asOf, end, fact, audience }: Review, subtitle: string, stages: readonly TemplateStage[]): Part {
  const minutes = stages.reduce((sum, stage) => sum + (stage.minutes ?? 0), 0);
  const presenter = fact("csm_name");
  const notes: Words[] = [
    `${subtitle}. ${minutes === 0 ? "" : `${minutes} minutes in all. `}Every number below is computed from the exports as of ${asOf}.`,
    ...(end < quarter.to ? [`The quarter is not over: its figures end on ${end}.`] : []),
    ...(audience === "internal" ? ["Internal version: holds figures that the customer must not see."] : []),
  ];
  return {
    id: "cover",
    title: account.name,
    cover: true,
    blocks: [
      ...(presenter.value === null ? [] : [{ kind: "paragraph", words: words`Presented by ${cite(presenter)}` } as const]),
      {
        kind: "bullets",
        items: stages.map(({ name, minutes: length }) => `${name}${length === undefined ? "" : ` (${length} min)`}`),
      },
    ],
    notes,
  };
}

function slideOf({ title, show, say, ask, optional }: TemplatePart, review: Review): Omit<Part, "stage">[] {
  const built = show.flatMap((name): readonly Block[] => {
    const block = REVIEW_BLOCKS.get(name);
    // A block for us alone is never built for a customer, wherever a template puts it.
    return block === undefined || (block.audience === "internal" && review.audience !== "internal") ? [] : block.build(review);
  });
  if ((show.length > 0 && built.length === 0) || (optional && isEmpty(built))) return [];
  const questions: Block[] =
    ask.length === 0
      ? []
      : [
          { kind: "heading", text: "To talk about" },
          { kind: "bullets", items: ask },
        ];
  // A heading that opens a slide and is its only one says again what the title says.
  const alone = built.filter(({ kind }) => kind === "heading").length === 1 && built[0]?.kind === "heading";
  const told = built.filter((block) => block.kind !== "heading" || !(alone || block.text === title));
  return [{ id: slug(title), title, blocks: [...distinctCallouts(told), ...questions], notes: say === undefined ? [] : [say] }];
}

/** Two blocks may miss the same export; it is said once. */
function distinctCallouts(blocks: readonly Block[]): Block[] {
  const seen = new Set<string>();
  return blocks.filter((block) => {
    const key = block.kind === "callout" ? JSON.stringify(block.words) : "";
    if (key === "" || !seen.has(key)) return Boolean(seen.add(key));
    return false;
  });
}

function withIds(parts: readonly Part[]): Part[] {
  const taken = new Set<string>();
  return parts.map((part) => {
    const base = part.id === "" ? "slide" : part.id;
    let id = base;
    for (let number = 2; taken.has(id); number += 1) id = `${base}-${number}`;
    taken.add(id);
    return { ...part, id };
  });
}
