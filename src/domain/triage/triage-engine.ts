import type { Day } from "../../core/days.ts";
import { ruleAbove, ruleOutright } from "./authority.ts";
import { capabilityChooser } from "./choose-capability.ts";
import { chooseGap } from "./choose-gap.ts";
import { cleanMessage } from "./clean-message.ts";
import { customersOfFirsts } from "./customers-of-firsts.ts";
import { duplicateFinder } from "./duplicates.ts";
import { clearLanguage, isForeign } from "./languages.ts";
import { type Head, headOf, type LinearModel, shares } from "./linear-model.ts";
import { nextStep } from "./next-step.ts";
import { type LaneOf, ownerOf } from "./owner-of.ts";
import { cueCounter, reasonsFor } from "./reasons.ts";
import { raisedBy, raiseOf } from "./raised-priority.ts";
import { replyDue, type ReplyPromise, slaOf, USUAL_PROMISE } from "./reply-promise.ts";
import { type Reading, ticketReader } from "./reader.ts";
import { priorityInWords, ruledOutTypes, speaksOfLeaving, tellsOfLeaving } from "./plain-words.ts";
import { scorer } from "./scorer.ts";
import { VENTING, withoutVenting } from "./without-venting.ts";
import { atMost, frustrationOf, sentimentOf } from "../sentiment/sentiment-of.ts";
import type { TriageKnowledge } from "./taxonomy.ts";
import type { Ticket, TriageAccount } from "./ticket.ts";
import { PRIORITIES, type Priority, type TriagedTicket } from "./triaged.ts";

/** Triage of one ticket after the other; it remembers the last few thousand to tell duplicates. */
export type TriageEngine = (ticket: Ticket, account: TriageAccount | undefined) => TriagedTicket;

/** Builds an engine from the editable knowledge, the shipped model, and the charter's lanes. */
export function triageEngine(
  knowledge: TriageKnowledge,
  model: LinearModel,
  laneOf: LaneOf,
  promise: ReplyPromise = USUAL_PROMISE,
): TriageEngine {
  const reader = ticketReader(knowledge, model);
  const score = scorer(model, reader);
  const countsOf = cueCounter(knowledge);
  const duplicates = duplicateFinder();
  const repeated = customersOfFirsts();
  const head = (name: string): Ask => asker(headOf(model, name));
  const capabilityOf = capabilityChooser(headOf(model, "capability"), knowledge.capabilities);
  const [typeOf, feelingOf, priorityOf, escalateOf, churnOf, languageOf] = [
    head("type"),
    head("sentiment"),
    head("priority"),
    head("escalate"),
    head("churn"),
    head("language"),
  ];

  /** How urgent a ticket reads without its anger: being angry makes nothing less urgent. Leaves the reader with the whole ticket read. */
  const levelWithoutVenting = (subject: string, body: string, written: Day | undefined): Priority | undefined => {
    const levels = withoutVenting(reader, body).map((calm) => asPriority(priorityOf(score(reader.read(subject, calm, written))).best));
    reader.read(subject, body, written);
    return PRIORITIES.find((priority) => levels.includes(priority));
  };

  return (ticket, account) => {
    const subject = cleanMessage(ticket.subject);
    const body = cleanMessage(ticket.description);
    const written = dayWritten(ticket.createdAt);
    const reading = reader.read(subject, body, written);
    const isVented = VENTING.some((name) => countsOf(reading.told)(name) > 0);
    const calmLevel = isVented ? levelWithoutVenting(subject, body, written) : undefined;
    const scores = score(reading);
    const { place, share } = capabilityOf(scores, reading);
    const cues = countsOf(new Float32Array(reading.told));
    const { numbers, deadlines: named } = reading;
    let sentiment = sentimentOf(feelingOf(scores).shares);
    if (tellsOfLeaving(cues)) sentiment = atMost(sentiment, UNEASY);
    const ruledOut = ruledOutTypes(cues, sentiment.score);
    const learntType = typeOf(scores, ruledOut).best;
    const isPraise = ruledOut.has("complaint") && typeOf(scores).best === "complaint";
    const isSpam = learntType === "spam";
    const outright = isSpam ? undefined : ruleOutright(knowledge.authority, { cues, ...numbers });
    const type = outright?.outrightType ?? learntType;
    const likeness = escalateOf(scores).shares[1] ?? 0;
    const churnIntent = speaksOfLeaving(cues, {
      share: churnOf(scores).shares[1] ?? 0,
      type: learntType,
      isGrave: outright?.outrightPriority === "p1",
    });
    const language = languageIn(reading, () => languageOf(scores).best);
    const about = place === undefined ? undefined : knowledge.capabilities[place];
    const gap = about === undefined || place === undefined ? null : chooseGap(about, place, reading);
    const duplicateOf = duplicates.find(ticket.id, reading.tokens, reader.words.stemHash);
    const due = replyDue(ticket.createdAt, promise);
    const sla = slaOf(ticket, due, promise);
    let feelings = reading.feelings;
    const last = ticket.lastMessage === undefined ? "" : cleanMessage(ticket.lastMessage);
    if (last !== "" && last !== body) {
      const after = reader.read("", last);
      sentiment = sentimentOf(feelingOf(score(after)).shares);
      feelings = after.feelings;
    }
    const frustration = frustrationOf(sentiment.score, feelings, cues("repeated"));
    const learntLevel = asPriority(priorityOf(scores).best);
    const priority = priorityInWords(graver(learntLevel, calmLevel), cues, outright?.outrightPriority);
    const raised = raiseOf(priority, account, churnIntent, sentiment.score);
    const isBacked = language === UNDETERMINED || cues("repeated") > 0;
    const ranked = isSpam ? priority : raisedBy(ticket.priority, priority, isBacked);
    const level = raised === undefined ? ranked : "p2";
    const rule = isSpam
      ? undefined
      : ruleAbove(knowledge.authority, { type, priority: level, capability: about?.id ?? null, cues, ...numbers, likeness });
    const redAndUnhappy = account?.tier === "red" && sentiment.score < -0.3;
    const subjectOnly = body.trim() === "";
    const isForSeats = type === "request" && numbers.seatsAsked !== undefined;
    const ofAnother = repeated.isOfAnother(ticket.id, account?.account, duplicateOf);
    return {
      id: ticket.id,
      capability: about?.id ?? null,
      gap,
      type,
      sentiment,
      frustration,
      priority: level,
      escalate: rule !== undefined,
      rule: rule?.id ?? null,
      reasons: reasonsFor({
        type,
        cues,
        ...numbers,
        deadlines: named,
        churnIntent,
        frustration,
        rule,
        sourcePriority: ticket.priority,
        raised,
        firstReplyMinutes: ticket.firstReplyMinutes,
        replyMinutes: promise.minutes,
        overdue: sla === "overdue",
        subjectOnly,
      }),
      account: account?.account ?? null,
      arr_minor: account?.arrMinor ?? null,
      health: account?.tier ?? null,
      ...ownerOf(rule, { type, churnIntent, redAndUnhappy, isForSeats }, laneOf),
      next_step: nextStep(rule, { type, duplicateOf, ofAnother, isForSeats, subjectOnly, churnIntent, isPraise }),
      language,
      deadlines: named,
      churn_intent: churnIntent,
      duplicates_of: duplicateOf ?? null,
      reply_due: due,
      sla,
      confidence: Math.round(share * 1000) / 1000,
      subject: subject.trim().slice(0, 200),
    };
  };
}

/** ISO 639 code; `und` where there are no letters, or they are of a language that triage does not read. */
function languageIn({ languages, tokens }: Reading, guess: () => string): string {
  return tokens.letters === 0 || isForeign(languages) ? UNDETERMINED : (clearLanguage(languages) ?? guess());
}

const UNDETERMINED = "und";
/** Nobody who looks for another vendor is content, however polite. */
const UNEASY = -0.25;

interface Answer {
  readonly best: string;
  readonly shares: Float32Array;
}
type Ask = (scores: Float32Array, without?: ReadonlySet<string>) => Answer;

function asker(head: Head): Ask {
  const into = new Float32Array(head.classes.length);
  return (scores, without) => {
    shares(head, scores, into);
    let best = -1;
    for (const [at, share] of into.entries())
      if ((best === -1 || share > (into[best] ?? 0)) && without?.has(head.classes[at] ?? "") !== true) best = at;
    return { best: head.classes[best] ?? "", shares: into };
  };
}

function graver(one: Priority, other: Priority | undefined): Priority {
  return PRIORITIES.find((priority) => priority === one || priority === other) ?? one;
}

function asPriority(text: string): Priority {
  return PRIORITIES.find((priority) => priority === text) ?? "p3";
}

function dayWritten(createdAt: string | undefined): Day | undefined {
  return createdAt === undefined || !/^\d{4}-\d{2}-\d{2}/.test(createdAt) ? undefined : createdAt.slice(0, 10);
}
