import type { Fact, Unit } from "../../domain/facts/fact.ts";

/** A chart as data: writers draw it as SVG, as a native chart of a presentation, or as a table. */
export interface ChartSpec {
  /** Unique in the document, kebab-case. */
  readonly id: string;
  readonly kind: "bar" | "line";
  /** What it shows; with the table of its values it is the text alternative. */
  readonly title: string;
  readonly unit: Unit;
  readonly currency?: string;
  /** Under the x axis, in order. */
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
}

interface ChartSeries {
  readonly name: string;
  /** One a category; null where there is no value. */
  readonly values: readonly (number | null)[];
  /** The Facts behind the values. */
  readonly facts: readonly Fact[];
}
