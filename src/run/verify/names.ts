/** A proper name that a statement uses. */
export interface NameClaim {
  readonly text: string;
  readonly at: number;
}

/** Capitalised words of the trade that name nobody. */
const TRADE =
  "I Account Accounts Action Admin Admins Adoption Billing Brief Business Champion Champions Churn Commercial Customer Customers Engagement Engineer Engineering Escalation " +
  "Executive Exec Expansion Fact Facts Finance Goal Goals Health Implementation Integration Invoice IT Legal Manager Marketing Onboarding Operations Owner Partner Plan Playbook Procurement " +
  "Product QBR Quarterly Red Yellow Green Renewal Review Revenue Risk Roadmap Sales Score Security Segment Signal Sponsor Stakeholder Strategic Success Support Team Technical Tier " +
  "Ticket Tickets Training Usage User Users Value English Enterprise SMB Mid-Market Director Head Vice President Lead Leader Officer Specialist Executive Automator Retention " +
  "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December " +
  "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec";

/** What only a person does; with such a verb, a first word is a name unless it is a known noun. */
const PERSON_VERBS =
  /^\s+(?:(?:has|had)\s+)?(?:said|says|wrote|asked|told|left|quit|resigned|joined|promised|complained|emailed|called|confirmed|wants|mentioned|departed|retired|threatened|escalated|signed)\b/u;
const NOUNS_THAT_ACT =
  "They He She It We You Who Nobody Somebody Someone Everyone Management Leadership Procurement Buyers Contacts Contact Staff Vendor Company People Both Buyer Competitor Competitors Nothing One " +
  "Three Two Then Also Recently Never Several Many Some Few";

const COMMON = new Set([...TRADE.split(" "), ...NOUNS_THAT_ACT.split(" ")].map((word) => word.toLowerCase()));

/**
 * The people, firms and products that `text` names and that are not known (`isKnown` is asked for lower-case words): capitalised words inside a sentence, two
 * in a row at its start, and a first word that does what only a person does. Acronyms and a heading in Title Case are left alone.
 */
export function unknownNames(text: string, isKnown: (word: string) => boolean): NameClaim[] {
  if (isTitleCase(text)) return [];
  return runsOf(text).flatMap((run) => {
    const strangers = run.words.filter(
      (word, index) =>
        !COMMON.has(bare(word)) && !isKnown(bare(word)) && (index > 0 || !run.opensSentence || PERSON_VERBS.test(text.slice(run.to))),
    );
    return strangers.length === 0 ? [] : [{ text: run.words.join(" "), at: run.at }];
  });
}

/** The words of a name or text, lower case, with the parts of a hyphenated one. */
export function wordsOf(name: string): string[] {
  return [...name.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)].flatMap((match) => [bare(match[0]), ...match[0].split(/[-.]/u).map(bare)]);
}

interface Run {
  readonly words: readonly string[];
  readonly at: number;
  readonly to: number;
  readonly opensSentence: boolean;
}

function runsOf(text: string): Run[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’]*(?![\p{L}\p{N}])(?:[ ]+\p{Lu}[\p{L}'’-]*)*/gu)].map(
    (match) => ({
      words: match[0].split(/\s+/u).filter((word) => /\p{Ll}/u.test(word)),
      at: match.index,
      to: match.index + match[0].length,
      opensSentence: /(?:^|[.!?:;\n–—("“-]\s*|\d[.)]\s+)$/u.test(text.slice(0, match.index)),
    }),
  );
}

function bare(word: string): string {
  return word
    .toLowerCase()
    .replace(/['’]s?$/u, "")
    .replaceAll(/[.]+$/gu, "");
}

function isTitleCase(text: string): boolean {
  const long = [...text.matchAll(/\p{L}{4,}/gu)].map((match) => match[0]);
  return long.length >= 5 && long.filter((word) => /^\p{Lu}/u.test(word)).length / long.length > 0.7;
}
