/** The only source of the present moment; a test or a replay passes its own. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `iso`, for tests and replays. */
export function fixedClock(iso: string): Clock {
  return { now: () => new Date(iso) };
}
