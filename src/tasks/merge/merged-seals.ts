import { printSeals, readSeals, type Seals } from "../seal.ts";
import type { Line } from "../markdown-lines.ts";
import { changedBy, mapThree, type Three } from "./three.ts";

/** What ECHO wrote in three versions of a file, and what it will have written in the merged one. */
export interface MergedSeals {
  /** True where this side's part is as ECHO last wrote it there. */
  isOurs(side: "a" | "b", part: string, seal: string): boolean;
  /** Says that the merged file holds the part as ECHO wrote it; without a seal, that it is a person's. */
  set(part: string, seal?: string): void;
  /** The hidden comment of the merged file; undefined where it has none. */
  print(): string | undefined;
}

/**
 * The seals of both sides, part by part, as three-way merges go. Where one side took the comment out, everything is a person's: then there
 * are none. A seal that fits no longer does no harm: the part counts as a person's.
 */
export function mergeSeals(lines: Three<readonly Line[]>): MergedSeals {
  const seals = mapThree(lines, readSeals);
  const isTakenOut = seals.base.size > 0 && (seals.a.size === 0 || seals.b.size === 0);
  const sides: Three<Seals> = isTakenOut ? { base: NONE, a: NONE, b: NONE } : seals;
  const merged = new Map<string, string>();
  for (const part of new Set([...sides.a.keys(), ...sides.b.keys()])) {
    const versions = mapThree(sides, (one) => one.get(part));
    const seal = changedBy(versions) === "b" ? (versions.b ?? versions.a) : (versions.a ?? versions.b);
    if (seal !== undefined) merged.set(part, seal);
  }
  return {
    isOurs: (side, part, seal) => sides[side].get(part) === seal,
    set: (part, seal) => {
      if (seal === undefined) merged.delete(part);
      else merged.set(part, seal);
    },
    print: () => (merged.size === 0 ? undefined : printSeals(merged)),
  };
}

const NONE: Seals = new Map();
