import type { Clock } from "../../core/clock.ts";
import { appendText } from "../../core/files.ts";
import { JOURNAL_VERSION, type Journal } from "./run-event.ts";

/** A transcript of one line an event, readable by its owner only: it holds what customers wrote. */
export function fileJournal(path: string, clock: Clock): Journal {
  let last: Promise<void> = Promise.resolve();
  return {
    append: async (place, event) => {
      const line = JSON.stringify({ v: JOURNAL_VERSION, at: clock.now().toISOString(), ...place, ...event });
      last = last.then(() => appendText(path, `${line}\n`, 0o600));
      await last;
    },
  };
}
