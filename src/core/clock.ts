/** The only source of the present moment; a test or a replay passes its own. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stood at `iso` when it was made and goes on from there evenly: setting the machine's time does not move it. */
export function clockFrom(iso: string): Clock {
  const [start, began] = [Date.parse(iso), steadyMs()];
  return { now: () => new Date(start + steadyMs() - began) };
}

/** Milliseconds since some moment, counted evenly: for how long something took, never for when it was. */
export function steadyMs(): number {
  return performance.now();
}

/** A clock that stands still at `iso`, for tests and replays. */
export function fixedClock(iso: string): Clock {
  return { now: () => new Date(iso) };
}
