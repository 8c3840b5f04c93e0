import { expect, it } from "vitest";
import { taskLine } from "../../src/app/task-line.ts";
import type { Play } from "../../src/domain/plays/play.ts";
import type { TaskContext } from "../../src/tasks/task-context.ts";
import type { TodoLine } from "../../src/tasks/todo-line.ts";

const PLAY: Play = {
  type: "risk",
  trigger: "signal",
  reason: "logins are down",
  priority: "high",
  owner: "retention-specialist",
  ownerName: null,
  due: "2026-11-23",
  playbook: "churn-diagnosis",
  began: "2026-11-20",
  stageSince: "2026-11-20",
  tierAtStart: null,
  failedOn: null,
};
const CONTEXT: TaskContext = {
  task: "churn-acme-2026w47",
  key: "churn/acme",
  status: "open",
  opened: "2026-11-20",
  asOf: "2026-11-20",
  updatedAsOf: "2026-11-20",
  agent: "retention-specialist",
  lane: "account-management",
  snapshot: "",
  stage: "at risk",
  play: PLAY,
  title: "Acme",
  goal: "",
  segments: [],
  health: null,
  question: "",
};
const todo = (due: string | undefined, status: TodoLine["status"] = "open"): TodoLine & { section: string } => ({
  id: null,
  what: "Call them",
  owner: null,
  status,
  section: "Next",
  ...(due === undefined ? {} : { due }),
});

it("a task is due with the first of its steps, or on its own day where that is earlier", () => {
  const due = (todos: ReturnType<typeof todo>[], context: TaskContext = CONTEXT): string | null =>
    taskLine({ ...context, id: context.task }, { context, todos, insights: [] }, "2026-11-20").due;
  expect(due([todo("2026-12-01"), todo("2026-11-21")])).toBe("2026-11-21");
  expect(due([todo("2026-11-21", "done"), todo("2026-12-01"), todo(undefined)])).toBe("2026-11-23");
  expect(due([])).toBe("2026-11-23");
  const { play: _, ...own } = CONTEXT;
  expect([due([todo("2026-11-21")], own), due([todo(undefined)], own)]).toEqual(["2026-11-21", null]);
  // What has ended keeps its day.
  expect(due([todo("2026-11-21")], { ...CONTEXT, status: "closed" })).toBe("2026-11-23");
});
