import type { Summary } from "../summary.ts";

/** One line of the table: a measured thing of ECHO's beside another of the same run. */
export interface Claim {
  /** Where a reason is looked up, should the line not hold. */
  readonly id: string;
  readonly what: string;
  readonly echo: string;
  readonly beside: string;
  /** ECHO's as a multiple of the other. */
  readonly ratio: number | null;
  readonly asked: string;
  /** Whether what was asked holds; null where nothing was. */
  readonly holds: boolean | null;
  /** Whether ECHO is at least as good as what it stands beside; null where that is no rival. */
  readonly ahead: boolean | null;
}

/** One figure, or the median of several with the least and the most. */
export type Figure = number | Summary;

interface Compared {
  readonly id: string;
  readonly what: string;
  readonly ours: Figure;
  readonly theirs: Figure;
  readonly unit: string;
  readonly than: string;
  /** Where it is not that of the two medians. */
  readonly ratio?: number;
}

/** Less is better, and so much was asked. */
export function atMost(compared: Compared & { readonly most: number | null; readonly isRival?: boolean }): Claim {
  const { id, what, ours, theirs, unit, than, most, isRival = false } = compared;
  const ratio = compared.ratio ?? middle(ours) / middle(theirs);
  return {
    id,
    what,
    echo: figureText(ours, unit),
    beside: `${figureText(theirs, unit)}: ${than}`,
    ratio,
    asked: most === null ? "" : `≤ ${most}`,
    holds: most === null ? null : ratio <= most,
    ahead: isRival ? ratio <= 1 : null,
  };
}

/** Less is better, and the other is somebody else's. */
export function rival(compared: Compared): Claim {
  return atMost({ ...compared, most: null, isRival: true });
}

/** More is better, and the other is somebody else's. */
export function moreOf(id: string, what: string, ours: number, theirs: number, than: string, unit = ""): Claim {
  return {
    id,
    what,
    echo: `${shown(ours)}${unit}`,
    beside: `${shown(theirs)}${unit}: ${than}`,
    ratio: ours / theirs,
    asked: "",
    holds: null,
    ahead: ours >= theirs,
  };
}

export function atLeast(id: string, what: string, ours: number, least: number): Claim {
  return {
    id,
    what,
    echo: shown(ours),
    beside: "",
    ratio: null,
    asked: `≥ ${least.toLocaleString("en-US")}`,
    holds: ours >= least,
    ahead: null,
  };
}

/** `26.1 ms (24.0–31.8)`. */
export function figureText(figure: Figure, unit: string): string {
  const text = `${shown(middle(figure))} ${unit}`;
  return typeof figure === "number" ? text : `${text} (${shown(figure.min)}–${shown(figure.max)})`;
}

/** In thousands: milliseconds as seconds. */
export function thousandth({ median, min, max }: Summary): Summary {
  return { median: median / 1000, min: min / 1000, max: max / 1000 };
}

function middle(figure: Figure): number {
  return typeof figure === "number" ? figure : figure.median;
}

export function shown(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
