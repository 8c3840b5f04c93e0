import type { Part } from "../reports/document.ts";
import { type AccountView, quoteTable } from "./account-parts.ts";
import { quotesOf } from "./account-quotes.ts";
import { openSession } from "./open-session.ts";

/** Lists of words that tell why somebody leaves, or would. */
const CUES = ["cancellation", "competitor", "budget", "escalation"] as const;
const MOST = 12;

/** What the account said about leaving, money, other products and complaints, word for word. */
export async function accountWordsPart({ deps, options }: AccountView): Promise<Part> {
  const session = await openSession(deps, options);
  try {
    const phrases = CUES.flatMap((cue) => session.knowledge.cues.get(cue) ?? []);
    const quotes = await quotesOf(session.book, { asOf: session.asOf, account: options.account, phrases, exits: () => true, limit: MOST });
    return {
      id: "words",
      title: "In their words",
      blocks: [
        quotes.length === 0
          ? {
              kind: "callout",
              tone: "missing",
              words: "Nothing they said about leaving, money, complaints or other products is on record.",
            }
          : quoteTable("What they said, the newest first", quotes),
      ],
      notes: [],
    };
  } finally {
    session.close();
  }
}
