import type { Day } from "../../core/days.ts";
import { ruleAbove } from "./authority.ts";
import { capabilityChooser } from "./choose-capability.ts";
import { chooseGap } from "./choose-gap.ts";
import { cleanMessage } from "./clean-message.ts";
import { duplicateFinder } from "./duplicates.ts";
import { clearLanguage } from "./languages.ts";
import { type Head, headOf, type LinearModel, shares } from "./linear-model.ts";
import { nextStep } from "./next-step.ts";
import { type LaneOf, ownerOf } from "./owner-of.ts";
import { cueCounter, reasonsFor } from "./reasons.ts";
import { replyDue, type ReplyPromise, slaOf, USUAL_PROMISE } from "./reply-promise.ts";
import { ticketReader } from "./reader.ts";
import { scorer } from "./scorer.ts";
import { frustrationOf, sentimentOf } from "../sentiment/sentiment-of.ts";
import type { TriageKnowledge } from "./taxonomy.ts";
import type { Ticket, TriageAccount } from "./ticket.ts";
import { PRIORITIES, type Priority, type TriagedTicket } from "./triaged.ts";

/** Triage of one ticket after the other; it remembers the last few thousand to tell duplicates. */
export type TriageEngine = (ticket: Ticket, account: TriageAccount | undefined) => TriagedTicket;

const CHURN_INTENT = 0.45;
/** From this yearly revenue (minor units) on, an account is strategic. */
const STRATEGIC = 10_000_000;

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

  return (ticket, account) => {
    const subject = cleanMessage(ticket.subject);
    const body = cleanMessage(ticket.description);
    const reading = reader.read(subject, body, dayWritten(ticket.createdAt));
    const scores = score(reading);
    const { place, share } = capabilityOf(scores, reading);
    const [type, priority] = [typeOf(scores), priorityOf(scores)];
    const likeness = escalateOf(scores).shares[1] ?? 0;
    const churnIntent = (churnOf(scores).shares[1] ?? 0) >= CHURN_INTENT || type.best === "cancellation";
    const language = clearLanguage(reading.languages) ?? (reading.tokens.letters === 0 ? "und" : languageOf(scores).best);
    const cues = countsOf(new Float32Array(reading.cues));
    const about = place === undefined ? undefined : knowledge.capabilities[place];
    const gap = about === undefined || place === undefined ? null : chooseGap(about, place, reading);
    const duplicateOf = duplicates.find(ticket.id, reading.tokens, reader.words.stemHash);
    const { numbers, deadlines: named } = reading;
    const due = replyDue(ticket.createdAt, promise);
    const sla = slaOf(ticket, due, promise);
    let sentiment = sentimentOf(feelingOf(scores).shares);
    let feelings = reading.feelings;
    const last = ticket.lastMessage === undefined ? "" : cleanMessage(ticket.lastMessage);
    if (last !== "" && last !== body) {
      const after = reader.read("", last);
      sentiment = sentimentOf(feelingOf(score(after)).shares);
      feelings = after.feelings;
    }
    const frustration = frustrationOf(sentiment.score, feelings, cues("repeated"));
    const own = type.best !== "spam" && isRaisedBy(ticket.priority, asPriority(priority.best));
    const raised = raiseOf(priority.best, account, churnIntent, sentiment.score);
    const level = raised === undefined && !own ? asPriority(priority.best) : "p2";
    const rule =
      type.best === "spam"
        ? undefined
        : ruleAbove(knowledge.authority, { type: type.best, priority: level, capability: about?.id ?? null, cues, ...numbers, likeness });
    const redAndUnhappy = account?.tier === "red" && sentiment.score < -0.3;
    const subjectOnly = body.trim() === "";
    return {
      id: ticket.id,
      capability: about?.id ?? null,
      gap,
      type: type.best,
      sentiment,
      frustration,
      priority: level,
      escalate: rule !== undefined,
      rule: rule?.id ?? null,
      reasons: reasonsFor({
        type: type.best,
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
      ...ownerOf(rule, { type: type.best, churnIntent, redAndUnhappy }, laneOf),
      next_step: nextStep(rule, { type: type.best, duplicateOf, subjectOnly, churnIntent }),
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

interface Answer {
  readonly best: string;
  readonly shares: Float32Array;
}
type Ask = (scores: Float32Array) => Answer;

function asker(head: Head): Ask {
  const into = new Float32Array(head.classes.length);
  return (scores) => {
    shares(head, scores, into);
    let best = 0;
    for (const [at, share] of into.entries()) if (share > (into[best] ?? 0)) best = at;
    return { best: head.classes[best] ?? "", shares: into };
  };
}

function asPriority(text: string): Priority {
  return PRIORITIES.find((priority) => priority === text) ?? "p3";
}

/** Why a ticket ranks above what its words say: who writes it. */
function raiseOf(priority: string, account: TriageAccount | undefined, churnIntent: boolean, feeling: number): string | undefined {
  if (account === undefined || priority !== "p3") return undefined;
  if ((account.arrMinor ?? 0) >= STRATEGIC && (churnIntent || feeling < -0.3)) return "raised: a strategic account is unhappy";
  return account.tier === "red" && (churnIntent || feeling < -0.3) ? "raised: the account's health is red" : undefined;
}

/** True where the source itself puts a ticket above what its words say; its `high` is said too often for that. */
function isRaisedBy(source: string | undefined, priority: Priority): boolean {
  return (priority === "p3" || priority === "p4") && source !== undefined && /^(?:urgent|critical|blocker|highest|p1)$/.test(source);
}

function dayWritten(createdAt: string | undefined): Day | undefined {
  return createdAt === undefined || !/^\d{4}-\d{2}-\d{2}/.test(createdAt) ? undefined : createdAt.slice(0, 10);
}
