/** What went against an invariant, and what had been done shortly before. */
export interface Violation {
  /** Seconds since the soak began. */
  readonly at: number;
  readonly invariant: string;
  readonly detail: string;
  readonly lastActions: readonly string[];
}

export interface Violations {
  /** The first of each kind, at most twenty a kind. */
  readonly list: readonly Violation[];
  /** How often each invariant was broken. */
  readonly counts: ReadonlyMap<string, number>;
  add(invariant: string, detail: string): void;
}

const SHOWN_PER_KIND = 20;

/** An empty list; `onNew` hears of each. The same fault of the same thing is counted once: checks come again every few seconds. */
export function openViolations(
  seconds: () => number,
  lastActions: () => readonly string[],
  onNew: (violation: Violation) => void = () => undefined,
): Violations {
  const list: Violation[] = [];
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  return {
    list,
    counts,
    add: (invariant, detail) => {
      const key = `${invariant}\n${detail}`;
      if (seen.has(key)) return;
      seen.add(key);
      const count = (counts.get(invariant) ?? 0) + 1;
      counts.set(invariant, count);
      const violation = { at: Math.round(seconds()), invariant, detail, lastActions: lastActions() };
      if (count <= SHOWN_PER_KIND) list.push(violation);
      onNew(violation);
    },
  };
}
