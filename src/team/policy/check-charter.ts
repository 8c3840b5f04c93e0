import type { HandoffMode } from "../../domain/brief/brief.ts";
import { list } from "../../core/text.ts";
import { type Charter, ruleOf } from "../charter.ts";
import { phraseMatches, phraseTable } from "../route/phrases.ts";
import { wordsOf } from "../route/words.ts";
import { checkCondition } from "./check-condition.ts";
import { checkEscalation } from "./check-escalation.ts";
import { checkExpansion } from "./check-expansion.ts";
import { hears } from "./hears.ts";
import { ALLOWED, type Verdict } from "./verdict.ts";

/** What is known about the account and the deal at the moment of a handoff. */
export interface HandoffCircumstances {
  readonly account?:
    | { readonly tier?: "green" | "yellow" | "red" | null | undefined; readonly openSavePlan?: boolean | undefined }
    | undefined;
  /** A technical question of the deal that nobody has answered. */
  readonly openTechnicalQuestion?: boolean | undefined;
  /** The authority rules that support escalates by; undefined where it is no escalation of a ticket. */
  readonly grounds?: readonly string[] | undefined;
}

interface CheckedHandoff extends HandoffCircumstances {
  readonly from: string;
  readonly to: string;
  readonly mode: HandoffMode;
  readonly reason: string;
}

type Subject = "renewal" | "expansion" | "forecast" | "contract" | "closing";

/** What a reason is about, by its words. */
const SUBJECTS = phraseTable<Subject>(
  Object.entries({
    renewal: ["renewal", "renew"],
    expansion: ["expansion", "expand", "upsell", "cross-sell", "more seats", "additional seats", "upgrade"],
    forecast: ["forecast", "pipeline analysis", "pipeline figures"],
    contract: ["contract", "quote", "pricing", "price", "order form", "closing", "sign"],
    closing: ["close the deal", "close the expansion", "close it", "get it signed", "negotiate", "negotiation"],
  } satisfies Record<Subject, string[]>).flatMap(([means, texts]) => texts.map((text) => ({ text, means: means as Subject }))),
);
const SALES = new Set(["account-executive", "sales-manager", "sales-automator"]);
const SUCCESS = new Set(["customer-success", "customer-success-manager", "customer-success-specialist"]);

/** Whether the charter lets a handoff pass. Only rules that the charter at hand carries are applied. */
export function checkCharter(handoff: CheckedHandoff, charter: Charter | undefined): Verdict {
  const known = new Set(charter?.rules.map((rule) => rule.id));
  const about = new Set(phraseMatches(wordsOf(handoff.reason), SUBJECTS).map(({ phrase }) => phrase.means));
  const broken = CHECKS.find(({ rule, breaks }) => known.has(rule) && breaks(handoff, about));
  if (broken !== undefined) return { allowed: false, rule: broken.rule, reason: broken.says, instead: broken.instead };
  if (charter === undefined) return ALLOWED;
  const limit = SUCCESS.has(handoff.to) && handoff.mode === "delegate" ? brokenLimit(handoff.reason, charter) : ALLOWED;
  if (!limit.allowed) return limit;
  const condition = SUCCESS.has(handoff.from) ? checkCondition(handoff, charter) : ALLOWED;
  if (!condition.allowed) return condition;
  if (
    handoff.from === "customer-support" &&
    handoff.grounds !== undefined &&
    ruleOf(charter, "escalate-above-authority-only") !== undefined
  )
    return checkEscalation(handoff.grounds, charter);
  return ALLOWED;
}

/** Work that the success lane does not do cannot be given to it. */
function brokenLimit(reason: string, charter: Charter): Verdict {
  const [heard] = hears(
    reason,
    charter.rules.filter((rule) => rule.section === "limit"),
  );
  if (heard === undefined) return ALLOWED;
  const { id, text, owners, mode = "delegate" } = heard.rule;
  return { allowed: false, rule: id, reason: text, instead: owners.length === 0 ? undefined : `${mode} to ${list(owners, "or")}` };
}

interface Check {
  readonly rule: string;
  readonly breaks: (handoff: CheckedHandoff, about: ReadonlySet<Subject>) => boolean;
  readonly says: string;
  readonly instead: string;
}

const CHECKS: readonly Check[] = [
  {
    rule: "expansion-after-retention",
    breaks: ({ to, account }, about) =>
      about.has("expansion") && (SALES.has(to) || SUCCESS.has(to)) && !checkExpansion({ ...account, tier: account?.tier ?? null }).allowed,
    says: "Expansion waits while the account is red or has an open save plan.",
    instead: "keep the idea on file until retention-specialist says the account is stable",
  },
  {
    rule: "csm-owns-renewal",
    breaks: ({ to, mode }, about) => mode === "delegate" && SALES.has(to) && about.has("renewal") && !about.has("expansion"),
    says: "The renewal conversation stays with customer-success-manager; sales supports it.",
    instead: "collaborate, with customer-success-manager in the lead",
  },
  {
    rule: "forecast-to-account-executive",
    breaks: ({ to, mode }, about) => mode === "delegate" && about.has("forecast") && to !== "account-executive",
    says: "Forecast and pipeline analysis go to account-executive.",
    instead: "delegate to account-executive",
  },
  {
    rule: "technical-win-before-contract",
    breaks: ({ to, mode, openTechnicalQuestion }, about) =>
      mode === "delegate" && to === "account-executive" && openTechnicalQuestion === true && about.has("contract"),
    says: "No contract work runs ahead of an open technical question.",
    instead: "have sales-engineer answer it first",
  },
  {
    rule: "success-drives-sales-closes",
    breaks: ({ to, mode }, about) => mode === "delegate" && SUCCESS.has(to) && about.has("closing") && about.has("expansion"),
    says: "Success finds and drives an expansion; sales closes it.",
    instead: "delegate the closing to account-executive",
  },
];
