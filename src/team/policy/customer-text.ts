import { wholeWords } from "../../core/whole-words.ts";
import { type Charter, ruleOf } from "../charter.ts";
import { ALLOWED, type Verdict } from "./verdict.ts";

/** What must not stand in a text for a customer, beside the words that are always ours. */
export interface InsideKnowledge {
  /** Names of other customers. */
  readonly otherAccounts: readonly string[];
  /** Our own figures as they would be printed: ARR, health score. */
  readonly figures: readonly string[];
}

/** How we speak among ourselves about a customer. Word stems at the start of a word; German, French and Spanish drafts are a person's. */
const INSIDE_WORDS =
  /\b(?:churn\w*|health (?:score|tier|model)|(?:customer|account) health|at[- ]risk|risk (?:score|account)|save plan|red account|yellow account|ARR|MRR|NRR|GRR|upsell\w*|cross-?sell\w*|win-?back|whitespace|detractor\w*|champion\w*|renewal (?:risk|forecast)|retention(?:-specialist)?|playbook\w*|escalat\w+|single-threaded|book of business|segment(?:ed|ation)?|low-touch|high-touch|mid-touch|tech-touch)\b/gi;
const FACT_MARK = /\{?#?F\d+\b\}?/g;

/** The inside words, names and figures that stand in a text for a customer, each once in order. */
export function insideWords(text: string, { otherAccounts, figures }: InsideKnowledge): string[] {
  const named = otherAccounts.filter((name) => name.length > 2 && wholeWords(name).test(text));
  const printed = figures.filter((figure) => figure.length > 1 && text.includes(figure));
  return [...new Set([...(text.match(INSIDE_WORDS) ?? []), ...(text.match(FACT_MARK) ?? []), ...named, ...printed])];
}

/** Whether a text may stand in a draft for a customer. */
export function checkCustomerText(text: string, knowledge: InsideKnowledge, charter: Charter | undefined): Verdict {
  const found = ruleOf(charter, "no-inside-words-to-customers") === undefined ? [] : insideWords(text, knowledge);
  if (found.length === 0) return ALLOWED;
  return {
    allowed: false,
    rule: "no-inside-words-to-customers",
    reason: `The text says what only we should read: ${found.join(", ")}.`,
    instead: "say it in the customer's own words, or leave it out",
  };
}
