import type { Fact } from "../domain/facts/fact.ts";
import type { Block, Part, ReportDocument } from "./document.ts";
import { piecesOf, type Words } from "./words.ts";

/** Every Fact that a document cites, once, in the order of first use. */
export function factsOfDocument({ parts }: Pick<ReportDocument, "parts">): Fact[] {
  return distinct(parts.flatMap(factsOfPart));
}

/** Every Fact that a part cites on the slide or in its notes, once, in the order of first use. */
export function factsOfPart({ blocks, notes }: Pick<Part, "blocks" | "notes">): Fact[] {
  return distinct([...blocks.flatMap(factsOfBlock), ...notes.flatMap(factsOfWords)]);
}

function factsOfBlock(block: Block): readonly Fact[] {
  switch (block.kind) {
    case "heading":
      return [];
    case "paragraph":
    case "callout":
      return factsOfWords(block.words);
    case "bullets":
      return block.items.flatMap(factsOfWords);
    case "table":
      return [...(block.facts ?? []), ...block.rows.flat().flatMap(factsOfWords)];
    case "figures":
      return block.figures.flatMap(({ value, note }) => [...factsOfWords(value), ...factsOfWords(note ?? "")]);
    case "chart":
      return block.chart.series.flatMap(({ facts }) => facts);
    case "checklist":
      return block.items.flatMap(({ what }) => factsOfWords(what));
  }
}

function factsOfWords(sentence: Words): readonly Fact[] {
  return piecesOf(sentence).flatMap((piece) => (typeof piece === "string" ? [] : piece.facts));
}

function distinct(facts: readonly Fact[]): Fact[] {
  return [...new Map(facts.map((fact) => [fact.key, fact])).values()];
}
