import type { Choice } from "../adapter.ts";

/** What a source calls a touch with a customer → kind of interaction. */
export const INTERACTION_KIND: Choice = {
  choice: {
    kickoff: "kickoff",
    "kick-off": "kickoff",
    "check-in": "check-in",
    "check in": "check-in",
    checkin: "check-in",
    qbr: "qbr",
    "business review": "qbr",
    "quarterly business review": "qbr",
    "executive review": "executive-review",
    ebr: "executive-review",
    "executive business review": "executive-review",
    training: "training",
    renewal: "renewal",
    call: "call",
    calls: "call",
    "phone call": "call",
    phone: "call",
    email: "email",
    "e-mail": "email",
    emails: "email",
    "email sent": "email",
    "email received": "email",
    "incoming email": "email",
    "outgoing email": "email",
    meeting: "meeting",
    meetings: "meeting",
    "video call": "meeting",
    zoom: "meeting",
  },
  otherwise: "hyphens",
};

/** SQL of the kind of meeting that a title speaks of, `meeting` where it tells none. A review of the business counts before the words in it. */
export function kindOfTitle(title: string): string {
  const cases = TITLE_WORDS.map(([kind, words]) => `WHEN regexp_matches(${title}, '(?i)\\b(${words})\\b') THEN '${kind}'`);
  return `CASE ${cases.join(" ")} ELSE 'meeting' END`;
}

const TITLE_WORDS = [
  ["executive-review", "ebr|executive (business )?review"],
  ["qbr", "qbr|(quarterly )?business review|quarterly review"],
  ["kickoff", "kick[- ]?off"],
  ["renewal", "renewal|renew"],
  ["training", "training|workshop|webinar|enablement"],
  ["check-in", "check[- ]?in|catch[- ]?up|sync|touch ?base|1[:-]1|one on one"],
  ["call", "call"],
] as const;

/** State of a meeting that is known by two flags; one that is neither is held. */
export const STATUS_OF_FLAGS = "CASE WHEN no_show THEN 'no-show' WHEN cancelled THEN 'cancelled' ELSE 'held' END";
