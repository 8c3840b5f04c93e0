import type { Unknown } from "../brief/brief.ts";
import { oneLine } from "../../core/text.ts";
import { addDays, type Day } from "../../core/days.ts";
import type { Period } from "../metrics/period.ts";

/** What a question is about, as far as a command needs to know it. */
interface Asked {
  readonly question: string;
  /** The id of the account it names. */
  readonly account: string | undefined;
  readonly asOf: Day;
  /** The days it names. */
  readonly period: Period | undefined;
}

const MESSAGE = "(?:e-?mails?|mails?|messages?|letters?|replies|reply|invitations?|notes? to)";
const SOON = "(?:today|tomorrow|this week|next week|upcoming|coming up|planned|scheduled|next|on (?:mon|tues|wednes|thurs|fri)day)";
const MOST_WORDS = 6;

/** What people ask for in words that a command of its own makes. The first that fits counts. */
const FORMS: readonly ((asked: Asked) => Unknown | undefined)[] = [draft, review, changes, meetings, topic, day, byManager];

/**
 * What a question wants that an answer cannot hold, and the command that makes it: a message, a review's deck, the changes since a day, the tasks
 * of today, what customers say about one thing. Undefined for a question that the answer covers.
 */
export function otherCommand(asked: Asked): Unknown | undefined {
  for (const form of FORMS) {
    const found = form(asked);
    if (found !== undefined) return found;
  }
  return undefined;
}

function draft({ question, account }: Asked): Unknown | undefined {
  if (!new RegExp(`\\b(?:draft|write|compose|schreib\\w*|entwirf)\\b.*\\b(?:${MESSAGE}|to (?:him|her|them))\\b`, "i").test(question))
    return undefined;
  return {
    what: "the text of a message, which an answer does not hold",
    needs: `\`echo-cs draft --play renewal${account === undefined ? " --account NAME" : ` --account ${account}`}\` (\`echo-cs draft --list\` shows what it can be for)`,
  };
}

function review({ question, account }: Asked): Unknown | undefined {
  const wanted = /\b(?:prepare|prep|make|build|create|write|need|deck|slides?|presentation|ready for|vorbereit\w*)\b/i.test(question);
  if (account === undefined || !wanted || !/\b(?:qbrs?|ebr|business review)\b/i.test(question)) return undefined;
  return { what: "the deck of the business review, which an answer does not hold", needs: `\`echo-cs qbr --account ${account}\`` };
}

/** `diff` compares the ends of two days: what is new since Monday is new against the end of Sunday. */
function changes({ question, account, asOf, period }: Asked): Unknown | undefined {
  if (account !== undefined || period === undefined || period.from > asOf) return undefined;
  if (!/\b(?:what(?:['’]?s| is| has|) (?:changed|new|different)|changes since|news)\b/i.test(question)) return undefined;
  const to = period.to < asOf ? period.to : asOf;
  return {
    what: "moves of health, signals raised and gone, renewals and tickets between the ends of those days",
    needs: `\`echo-cs diff ${addDays(period.from, -1)} ${to}\``,
  };
}

function meetings({ question }: Asked): Unknown | undefined {
  const ahead = new RegExp(
    `\\b(?:meetings?|calls?|appointments?)\\b(?=.*\\b${SOON}\\b)|\\b${SOON}\\b.*\\b(?:meetings?|calls?|appointments?)\\b`,
    "i",
  );
  if (!/\b(?:what|which|any|my|do i have|when is)\b/i.test(question) || /\b(?:who|met|had|held|last|should)\b/i.test(question))
    return undefined;
  return ahead.test(question)
    ? { what: "meetings still to come: ECHO looks at what was held by as-of and at nothing later", needs: "your calendar" }
    : undefined;
}

/** "Complained about SSO": the list holds all complaints, of whatever. */
function topic({ question, account }: Asked): Unknown | undefined {
  if (account !== undefined || !/\b(?:complain\w*|angry|upset|frustrated|tickets|beschwer\w*)\b/i.test(question)) return undefined;
  const said =
    /\b(?:about|over|regarding|concerning|because of|on|über)\s+(?:the |our |their )?(.+?)\W*$/iu.exec(oneLine(question))?.[1] ?? "";
  const words = said.match(/[\p{L}\p{N}][\p{L}\p{N}&+/.-]*/gu) ?? [];
  if (words.length === 0 || words.length > MOST_WORDS || /^(?:most|it|us|average|all|time)$/i.test(said)) return undefined;
  return {
    what: "what customers say about that alone: this answer is not narrowed to it",
    needs: `\`echo-cs patterns "${words.join(" ")}"\`, or \`echo-cs triage FILE --summary\` on the ticket export`,
  };
}

function day({ question, account }: Asked): Unknown | undefined {
  if (account !== undefined || !asksOfToday(question)) return undefined;
  return {
    what: "your open tasks and the signals raised of late, which no figure holds",
    needs: "`echo-cs tasks list --open`, `echo-cs signals`",
  };
}

const OF_TODAY =
  /\b(?:first (?:thing )?today|do (?:i do )?first|(?:do|start) (?:this morning|today|my day|my week|this week)|my day|where (?:do|should) i start|to-?dos?|my tasks|heute|zuerst)\b/i;

/** Whether a question is about what somebody has to do now: its answer is followed by their open tasks. */
export function asksOfToday(question: string): boolean {
  return OF_TODAY.test(question);
}

function byManager({ question, account }: Asked): Unknown | undefined {
  if (account !== undefined || !/\b(?:by|per|each) (?:csm|owner|success manager|account manager)s?\b/i.test(question)) return undefined;
  return { what: "every success manager's customers and ARR, one by one", needs: "`echo-cs metrics`, the part on the team's books" };
}
