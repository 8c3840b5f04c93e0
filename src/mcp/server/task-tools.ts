import { z } from "zod";
import { draftMessage } from "../../app/draft.ts";
import { listHandoffs, showHandoff, stepHandoff } from "../../app/handoffs.ts";
import { newHandoff } from "../../app/handoffs-new.ts";
import { remember } from "../../app/memory.ts";
import { taskState } from "../../app/task-resume.ts";
import { doneItem, endTask } from "../../app/task-steps.ts";
import { listTaskLines } from "../../app/tasks.ts";
import { HANDOFF_MODES } from "../../domain/brief/brief.ts";
import { OUTCOMES } from "../../domain/plays/play.ts";
import { MEMORY_KINDS } from "../../tasks/memory.ts";
import { PACKET_STATUSES } from "../../tasks/packet.ts";
import { taskText } from "./task-text.ts";
import { account, asOf, defineServerTool, limit, offset, paged } from "./server-tool.ts";

/** Work is late by people's calendar, not by the day of the data. */
const judgedOn = z
  .string()
  .max(10)
  .optional()
  .describe("the day by which something counts as late, YYYY-MM-DD; left out: as_of of echo.yaml, else today");

const listTasksTool = defineServerTool({
  name: "list_tasks",
  title: "What is being done",
  description:
    "The workspace's tasks, open ones first, the late and the grave on top: what each is about, its stage, whose it is, what comes next and until when.",
  effect: "read",
  input: z.strictObject({
    open: z.boolean().default(false).describe("only what is open"),
    overdue: z.boolean().default(false).describe("only what is late"),
    account: z.string().max(200).optional().describe("a part of an account's name or id"),
    as_of: judgedOn,
    limit: limit(30),
    offset,
  }),
  run: async ({ as_of: day, limit: most, offset: from, ...filter }, { deps }) => {
    const { tasks, ...days } = await listTaskLines(deps, { ...filter, asOf: day });
    const { items, ...counts } = paged(tasks, { limit: most, offset: from });
    return { ...days, ...counts, tasks: items };
  },
});

const showTaskTool = defineServerTool({
  name: "show_task",
  title: "Read a task",
  description:
    "The state of a task to continue from: question, where it stands, open and done items (id, what, whose, until when), findings, packets; and the text of its tracking files as they stand. What a person wrote there counts.",
  effect: "read",
  input: z.strictObject({ task: z.string().min(1).max(200).describe("id of a task, or a part of it"), as_of: judgedOn }),
  run: async ({ task: named, as_of: day }, { deps }) => {
    const state = await taskState(deps, named, day);
    return { ...state, text: await taskText(deps, state.task.id) };
  },
});

const handoffsTool = defineServerTool({
  name: "handoffs",
  title: "Work handed on",
  description: "Packets of work handed from one agent to another, what waits first; with `id` one packet whole.",
  effect: "read",
  input: z.strictObject({
    id: z.string().max(200).optional(),
    status: z.enum(PACKET_STATUSES).optional(),
    to: z.string().max(80).optional(),
    account: z.string().max(200).optional().describe("id of an account"),
    as_of: judgedOn,
    limit: limit(30),
    offset,
  }),
  run: async ({ id, status, to, account: about, as_of: day, ...page }, { deps }) => {
    if (id !== undefined) return { ...(await showHandoff(deps, id, day)) };
    const { packets, ...days } = await listHandoffs(deps, { status, to, account: about, asOf: day });
    const { items, ...counts } = paged(packets, page);
    return { ...days, ...counts, packets: items };
  },
});

const draftTool = defineServerTool({
  name: "draft_message",
  title: "Draft a message",
  description:
    "Writes a draft to an account from a play's template (check-in, recovery, renewal, expansion, kickoff, payment-reminder, re-engagement, win-back, nps-follow-up, qbr-follow-up, feature-shipped, reference) into drafts/, for a person to send. Nothing is sent. The charter's rules hold: a refusal names its rule.",
  effect: "write",
  input: z.strictObject({ account, play: z.string().min(1).max(80), as_of: asOf }),
  run: async ({ account: to, play, as_of: day }, { deps }) => {
    const {
      file,
      change,
      kept,
      subject,
      text,
      from,
      to: recipient,
      left_out: leftOut,
    } = await draftMessage(deps, { account: to, play, asOf: day });
    return { file, change, kept, from, to: recipient, subject, text, left_out: leftOut };
  },
});

const handOnTool = defineServerTool({
  name: "hand_on",
  title: "Hand work on",
  description:
    "Files a packet of work from one agent of the team to another or to somebody outside, held against the sender's own table and the charter; a refusal names the rule.",
  effect: "write",
  input: z.strictObject({
    from: z.string().min(1).max(80),
    to: z.string().min(1).max(80),
    mode: z.enum(HANDOFF_MODES),
    reason: z.string().min(3).max(2000),
    ask: z.string().max(4000).optional().describe("what the receiver is to do"),
    account: account.optional(),
    deadline: z.string().max(10).optional().describe("YYYY-MM-DD"),
    grounds: z
      .array(z.string().max(40))
      .max(10)
      .optional()
      .describe("ids of the charter's authority rules by which support escalates, such as authority-data-loss"),
    as_of: asOf,
  }),
  run: async ({ as_of: day, ...input }, { deps }) => {
    const { id, file, change } = await newHandoff(deps, { ...input, asOf: day });
    return { id, file, change };
  },
});

const stepHandoffTool = defineServerTool({
  name: "step_handoff",
  title: "Take on or finish a packet",
  description: "Marks a packet as taken on (acknowledged) or finished (done); an answer goes into the packet and back to its task.",
  effect: "write",
  input: z.strictObject({
    id: z.string().min(1).max(200),
    status: z.enum(["acknowledged", "done"]),
    by: z.string().max(120).optional(),
    answer: z.string().max(8000).optional(),
  }),
  run: async (input, { deps }) => ({ ...(await stepHandoff(deps, input)) }),
});

const rememberTool = defineServerTool({
  name: "remember",
  title: "Write down a result",
  description: "Keeps a result or a decision in memory/, where later answers find it. The same text is written once.",
  effect: "write",
  input: z.strictObject({
    text: z.string().min(3).max(1000),
    kind: z.enum([...MEMORY_KINDS.insights, ...MEMORY_KINDS.project]),
    as_of: asOf,
  }),
  run: async ({ text, kind, as_of: day }, { deps }) => {
    const { file, isNew } = await remember(deps, { text, kind, asOf: day });
    return { file, is_new: isNew };
  },
});

const finishItemTool = defineServerTool({
  name: "finish_item",
  title: "Tick an item of a task",
  description: "Ticks one item of a task's checklist in place, as done or skipped. Every other word of the file stays.",
  effect: "write",
  input: z.strictObject({
    task: z.string().min(1).max(200),
    item: z.string().min(1).max(400).describe("its id, its number in the list, or some of its words"),
    skip: z.boolean().default(false).describe("skipped, not done"),
  }),
  run: async ({ task, item, skip }, { deps }) => ({ ...(await doneItem(deps, { id: task, item, skip })) }),
});

const closeTaskTool = defineServerTool({
  name: "close_task",
  title: "Close a task",
  description: "Closes a task with how it ended. A later question about the same begins a new task.",
  effect: "write",
  input: z.strictObject({ task: z.string().min(1).max(200), outcome: z.enum(OUTCOMES), reason: z.string().max(500).optional() }),
  run: async ({ task, outcome, reason }, { deps }) => ({ ...(await endTask(deps, { id: task, outcome, reason })) }),
});

/** Tools about work that goes on; those that write are offered with --write only. */
export const TASK_TOOLS = [
  listTasksTool,
  showTaskTool,
  handoffsTool,
  draftTool,
  handOnTool,
  stepHandoffTool,
  rememberTool,
  finishItemTool,
  closeTaskTool,
];
