import { relative, sep } from "node:path";
import { measure } from "../book/measure.ts";
import { addDays, type Day, weekday } from "../core/days.ts";
import { plain } from "../reports/words.ts";
import { taskKey } from "../tasks/task-id.ts";
import type { Todo } from "../tasks/todo-line.ts";
import { writeTracking } from "../tasks/write-tracking.ts";
import type { Session } from "./open-session.ts";
import { stepsOf } from "./qbr-points.ts";
import type { Review } from "./qbr-review.ts";
import { FIGURES, healthCriteria, segmentRows } from "./task-figures.ts";

/** The meeting is asked for two weeks ahead. */
const AHEAD_DAYS = 14;
const PRE_READ_DAYS = 3;
const OWNER = "customer-success-manager";

/**
 * Files what surrounds the meeting into the task's three files: ask for it two weeks ahead, prepare, send the pre-read three days before,
 * the summary within a day, and the steps proposed. Run again it brings up to date what nobody changed, and adds nothing twice. Returns the files.
 */
export async function fileFollowUp(session: Session, review: Review, task: string): Promise<string[]> {
  const { workspace, log } = session.deps;
  const { account, asOf, quarter } = review;
  const context = session.context();
  const figures = new Map([[account.account, await measure(context, { account: account.account }, FIGURES)]]);
  const tracking = await writeTracking(workspace.tasks, {
    context: {
      task,
      key: taskKey({ intent: "qbr", subject: account.account }),
      status: "open",
      opened: asOf,
      asOf,
      updatedAsOf: asOf,
      agent: "customer-success",
      lane: "customer-success",
      snapshot: session.book.snapshot,
      stage: "open",
      title: `Business review: ${account.name}`,
      goal: `Hold the business review with ${account.name} and see its actions through.`,
      segments: segmentRows(figures),
      health: healthCriteria(context, figures.get(account.account)),
      question: `Business review of ${quarter.name}`,
    },
    todos: [...meetingTodos(review, session.workOn), ...stepTodos(review)],
    insights: [],
  });
  for (const kept of tracking.kept) log.info(`Kept as you wrote it: ${kept}`);
  return tracking.files.map(({ file }) => relative(workspace.root, file).split(sep).join("/"));
}

/** The work around a meeting two weeks from the day on which it is asked for; move the dates with the meeting. */
function meetingTodos(review: Review, today: Day): Todo[] {
  const meeting = workday(addDays(today, AHEAD_DAYS));
  const name = review.fact("csm_name").value;
  const todo = (id: string, what: string, due: Day): Todo => ({
    id: `qbr/${id}`,
    section: "Steps",
    what,
    owner: OWNER,
    due,
    ...(typeof name === "string" ? { owner_name: name } : {}),
  });
  return [
    todo("schedule", `Agree on the date of the review, two weeks ahead (these dates take it for ${meeting})`, workday(today)),
    todo("look-through", "Look through use, health and results, and edit the deck", earlier(addDays(meeting, -PRE_READ_DAYS - 3), today)),
    todo("attendees", "Settle who comes: the sponsor and the people who work with the product", earlier(addDays(meeting, -7), today)),
    todo("pre-read", "Send the pre-read, three days before", earlier(addDays(meeting, -PRE_READ_DAYS), today)),
    todo("hold", "Hold the review; write down actions, owners and dates", meeting),
    todo("summary", "Send the summary within 24 hours", workday(addDays(meeting, 1))),
    todo("actions", "Bring the agreed actions into this list, each with an owner and a date", workday(addDays(meeting, 1))),
    todo("success-plan", "Bring the success plan and the health score up to date", workday(addDays(meeting, 3))),
  ];
}

/** What the review proposes, as it stands on its slides. */
function stepTodos(review: Review): Todo[] {
  const name = review.fact("csm_name").value;
  return stepsOf(review).map(({ action, words }) => ({
    id: `points/${action.step}`,
    section: "Steps",
    what: plain(words),
    owner: action.owner,
    due: action.due,
    ...(typeof name === "string" && action.owner.startsWith("customer-success") ? { owner_name: name } : {}),
  }));
}

/** The day, or the Monday after it. */
function workday(day: Day): Day {
  const number = weekday(day);
  return number < 6 ? day : addDays(day, 8 - number);
}

/** The last working day up to `day`, but not before today. */
function earlier(day: Day, today: Day): Day {
  const number = weekday(day);
  const before = number < 6 ? day : addDays(day, 5 - number);
  return before < today ? today : before;
}
