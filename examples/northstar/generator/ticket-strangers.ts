/** People of no known company who write to support. Nothing joins their tickets. */

import { type TopicName } from "./ticket-text.ts";

export const STRANGERS: readonly (readonly [name: string, email: string, day: string, topic: TopicName])[] = [
  ["Ottoline Marsh", "ottoline.marsh@freemail.example", "2026-06-24", "how_to"],
  ["Per Sandvik", "psandvik77@postbox.example", "2026-07-29", "billing"],
  ["Joy Umeh", "joy.umeh@freemail.example", "2026-09-10", "csv_import"],
  ["R. Castellan", "rcastellan@inbox.example", "2026-10-13", "mobile"],
  ["Lio Brandt", "lio.brandt@postbox.example", "2026-11-06", "how_to"],
];
