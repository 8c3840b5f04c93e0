/**
 * A durable list of what has happened: the seam under runs, batches and workers. Work that must not be done twice is appended when it is
 * done; whoever takes the work up again finds it in `past` and does not do it again.
 */
export interface Journal<E> {
  /** What was on record when the journal was opened, oldest first. */
  readonly past: readonly E[];
  /** Resolves when the event is durable: it survives the process and the machine's loss of power. */
  append(event: E): Promise<void>;
  /** Something to tell that nothing depends on: durable with the next event that is appended; written when the journal is closed. */
  note(event: E): void;
  close(): Promise<void>;
}

/** A journal that forgets, for work that nobody takes up again; `past` may be given by tests. */
export function memoryJournal<E>(past: readonly E[] = []): Journal<E> & { readonly events: readonly E[] } {
  const events: E[] = [...past];
  return {
    past,
    events,
    append: async (event) => void events.push(event),
    note: (event) => void events.push(event),
    close: async () => {},
  };
}
