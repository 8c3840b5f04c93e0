import { isRight, type Judged } from "./judged.ts";

/** What becomes of the answers when guesses below a confidence are withheld. */
export interface CurvePoint {
  readonly threshold: number;
  /** Share of the tickets that get a label. */
  readonly coverage: number;
  /** Share of those labels that are right; null where none is given. */
  readonly precision: number | null;
}

const STEPS = 20;
const BINS = 10;

/** The surest 5 %, 10 % … 100 % of the guesses, and how many are right. `order` is the rows, surest first. */
export function coverageCurve(judged: Judged, order: Int32Array): CurvePoint[] {
  const points: CurvePoint[] = [];
  let right = 0;
  let step = 1;
  for (const [place, row] of order.entries()) {
    if (isRight(judged, row)) right += 1;
    if (place + 1 < Math.ceil((step * order.length) / STEPS)) continue;
    points.push({ threshold: judged.confidence[row] ?? 0, coverage: (place + 1) / order.length, precision: right / (place + 1) });
    while (step <= STEPS && place + 1 >= Math.ceil((step * order.length) / STEPS)) step += 1;
  }
  return points;
}

/** Expected calibration error: mean distance between confidence and share right over ten equal bins, weighted by their rows. */
export function calibrationError(judged: Judged): number {
  const rows = judged.actual.length;
  const said = new Float64Array(BINS);
  const right = new Float64Array(BINS);
  for (let row = 0; row < rows; row += 1) {
    const confidence = judged.confidence[row] ?? 0;
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
    said[bin] = (said[bin] ?? 0) + confidence;
    if (isRight(judged, row)) right[bin] = (right[bin] ?? 0) + 1;
  }
  return rows === 0 ? 0 : said.reduce((sum, each, bin) => sum + Math.abs(each - (right[bin] ?? 0)), 0) / rows;
}
