import { PRIORITIES, type Priority } from "./triaged.ts";

/** How many phrases of a cue list are meant in a ticket. */
type Cues = (name: string) => number;

/** From this share of the learnt reading on, a ticket speaks of leaving. */
const CHURN_INTENT = 0.45;
/** From this feeling on, a ticket is praise or thanks. */
const PLEASED = 0.3;

/** Types that a ticket's words rule out, however it reads: who cancels a meeting ends no contract, and praise is no complaint. */
export function ruledOutTypes(cues: Cues, feeling: number): ReadonlySet<string> {
  const out = new Set<string>();
  if (cancelsSomethingElse(cues)) out.add("cancellation");
  // Of the pleased the next likely reading is often that they leave; without a word of it they do not.
  if (feeling >= PLEASED && cues("complaint_mark") === 0 && cues("repeated") === 0) {
    out.add("complaint");
    if (!threatens(cues)) out.add("cancellation");
  }
  return out;
}

/** Whether a ticket speaks of leaving. One whose words are those of a grave fault needs words of leaving too: it reads desperate anyhow. */
export function speaksOfLeaving(cues: Cues, { share, type, isGrave }: { share: number; type: string; isGrave: boolean }): boolean {
  if (tellsOfLeaving(cues)) return true;
  if (cancelsSomethingElse(cues)) return false;
  return type === "cancellation" || (share >= CHURN_INTENT && (!isGrave || threatens(cues)));
}

/**
 * The urgency that a ticket's words leave of the learnt one: at least `least`, what stands still is no p4, nor is who is locked out or talks of leaving, and a
 * person's right to have data deleted is no emergency where nothing was lost, seen or stopped.
 */
export function priorityInWords(learnt: Priority, cues: Cues, least: string | undefined): Priority {
  const isRoutine =
    cues("erasure") > 0 && ["data_loss", "data_exposed", "security", "outage", "standstill"].every((name) => cues(name) === 0);
  const isUnderrated = learnt === "p4" && (cues("dead") > 0 || cues("login_broken") > 0 || tellsOfLeaving(cues));
  const calm = isUnderrated || (isRoutine && learnt === "p1") ? "p3" : learnt;
  return PRIORITIES.find((priority) => priority === calm || priority === least) ?? calm;
}

/** Whether a ticket says in so many words that they look at somebody else's product, or will. */
export function tellsOfLeaving(cues: Cues): boolean {
  return cues("leaving") > 0 || (cues("would_leave") > 0 && cues("instead") > 0);
}

function cancelsSomethingElse(cues: Cues): boolean {
  return cues("not_cancel") > 0 && !threatens(cues);
}

function threatens(cues: Cues): boolean {
  return cues("cancel") > 0 || cues("churn_threat") > 0;
}
