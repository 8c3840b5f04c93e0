import { bySureness, type Judged } from "./judged.ts";

/** A ticket whose label looks wrong: a model that had not seen it is sure of another. */
export interface Suspect {
  /** Position of the text among those judged. */
  readonly row: number;
  readonly label: string;
  readonly rather: string;
  readonly confidence: number;
}

const SUREST = 0.8;
const MOST = 25;

/** The tickets most likely labelled by mistake, surest first. */
export function suspects(judged: Judged): Suspect[] {
  const { labels, actual, guess, confidence } = judged;
  return Array.from(bySureness(judged))
    .filter((row) => (actual[row] ?? -1) >= 0 && actual[row] !== guess[row] && (confidence[row] ?? 0) >= SUREST)
    .slice(0, MOST)
    .map((row) => ({
      row,
      label: labels[actual[row] ?? -1] ?? "",
      rather: labels[guess[row] ?? -1] ?? "",
      confidence: confidence[row] ?? 0,
    }));
}
