import type { Fact } from "../domain/facts/fact.ts";
import type { Brand } from "./brand.ts";
import type { ChartSpec } from "./charts/chart-spec.ts";
import type { Words } from "./words.ts";

/*
 * How to make a report.
 *
 * 1. Build a ReportDocument out of Facts in src/app (reports is pure: no book, no files, no clock). Sentences are Words:
 *      words`Logins ${direction} ${cite(fact)} to ${cite(last)}.`      (words.ts; cite prints a Fact by its unit and keeps it)
 *    Plain text is fine where it holds no number. Text of customers (a request's title) goes in as plain text too: every writer cleans
 *    and escapes it. What a Fact stands behind is collected by facts-of.ts; no writer asks for it again.
 * 2. Write it: toMarkdown(document), await toHtml(document, "page" | "slides"), await toPptx(document). All give the same bytes for the
 *    same document. Charts are drawn from ChartSpec: `await toHtml` loads the chart library only where there is a chart.
 * 3. A part is one slide (or one section of a page); `stage` is the agenda item it belongs to, with its minutes. Speaker notes are made of
 *    `notes` and, below them, of every Fact the part cites, with formula and window (note-lines.ts).
 * 4. Before a report leaves the house: refuseInternal(document, metrics) of audience.ts throws where it cites a Fact that is not allowed.
 */

/** Who may read it. A report for a customer holds no internal figure and no other customer's name. */
export type Audience = "customer" | "internal";

export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  readonly audience: Audience;
  readonly brand: Brand;
  /** The as-of day: what the files say they were made on, so that the same report has the same bytes (1980-01-01 without it). */
  readonly date?: string;
  /** Stands at the foot of every slide or page: whose, of which day. */
  readonly foot: string;
  readonly parts: readonly Part[];
}

/** One slide, or one section of a page. */
export interface Part {
  /** Unique in the document, kebab-case: the anchor of a link. */
  readonly id: string;
  readonly title: string;
  /** The agenda item or deck section it belongs to. */
  readonly stage?: Stage;
  /** The opening slide: whose report, of when. */
  readonly cover?: boolean;
  readonly blocks: readonly Block[];
  /** What the presenter says and asks, before the list of Facts. */
  readonly notes: readonly Words[];
}

export interface Stage {
  readonly number: number;
  readonly name: string;
  readonly minutes?: number;
}

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "paragraph"; readonly words: Words }
  | { readonly kind: "bullets"; readonly items: readonly Words[] }
  | TableBlock
  | { readonly kind: "figures"; readonly figures: readonly KeyFigure[] }
  | { readonly kind: "chart"; readonly chart: ChartSpec }
  | { readonly kind: "callout"; readonly tone: Tone; readonly words: Words }
  | { readonly kind: "checklist"; readonly items: readonly ChecklistItem[] };

/** How a callout or a figure is meant; writers show it by a word or sign too, never by colour alone. */
export type Tone = "good" | "bad" | "missing" | "neutral";

export interface TableBlock {
  readonly kind: "table";
  /** What the rows are: read out before the table, and its text alternative. */
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Words[])[];
  /** Facts that the rows as a whole rest on (a count whose evidence lists them). */
  readonly facts?: readonly Fact[];
}

export interface TableColumn {
  readonly title: string;
  readonly align?: "left" | "right";
  /** Share of the width, against the other columns; 1 where left out. */
  readonly width?: number;
}

/** One large number with its name. */
export interface KeyFigure {
  readonly label: string;
  readonly value: Words;
  /** Small words below: the change, the denominator. */
  readonly note?: Words;
  readonly tone?: Tone;
}

export interface ChecklistItem {
  readonly what: Words;
  readonly owner?: string;
  readonly due?: string;
  readonly done: boolean;
}
