/** Three versions of one thing: what both sides began from, and what each made of it. */
export interface Three<T> {
  readonly base: T;
  readonly a: T;
  readonly b: T;
}

/** The same of each version. */
export function mapThree<T, U>({ base, a, b }: Three<T>, of: (one: T) => U): Three<U> {
  return { base: of(base), a: of(a), b: of(b) };
}

export type Choice = "same" | "a" | "b" | "both";

/** Which side changed a value: where only one did, its value holds; "both" where each made something else of it. */
export function changedBy<T>({ base, a, b }: Three<T>, isSame: (one: T, other: T) => boolean = Object.is): Choice {
  if (isSame(a, b)) return "same";
  if (isSame(a, base)) return "b";
  return isSame(b, base) ? "a" : "both";
}
