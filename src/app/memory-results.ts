import { join } from "node:path";
import { measure } from "../book/measure.ts";
import { scoreAccounts } from "../book/queries/health.ts";
import { knownAccounts } from "../book/known-accounts.ts";
import { addDays } from "../core/days.ts";
import { namesIn, readOwnTextIfAny } from "../core/files.ts";
import { count, list } from "../core/text.ts";
import type { Measurement } from "../domain/facts/fact.ts";
import { formatFact } from "../domain/facts/format-value.ts";
import { METRICS } from "../domain/facts/metrics/registry.ts";
import { listTasks } from "../tasks/find-task.ts";
import { listPackets } from "../tasks/list-packets.ts";
import type { MemoryEntry } from "../tasks/memory.ts";
import { taskFiles } from "../tasks/task-files.ts";
import { parseTodos, todoLines } from "../tasks/todos.ts";
import type { Session } from "./open-session.ts";

/** A score must rise by this many points in 30 days, or leave red, to be worth remembering. */
const HEALTH_POINTS = 10;
/** How far back a figure of the base is compared. */
const LOOK_BACK_DAYS = 90;
/** By how much a figure of the base must improve, in its own unit: a ratio of 0.03 is three points of 100. */
const BOOK_CHANGES: readonly {
  readonly metric: string;
  readonly kind: "retention" | "onboarding";
  readonly least: number;
  readonly up: boolean;
}[] = [
  { metric: "grr_12m", kind: "retention", least: 0.03, up: true },
  { metric: "nrr_12m", kind: "retention", least: 0.05, up: true },
  { metric: "logo_churn_12m", kind: "retention", least: 0.03, up: false },
  { metric: "green_share", kind: "retention", least: 0.1, up: true },
  { metric: "book_first_reply_hours", kind: "retention", least: 4, up: false },
];
/** The figures that a later decision would rest on stay few: what is routine is not remembered. */
const MAX_STEPS = 3;

/** The results worth remembering: accounts that recovered with work on record, figures of the base that improved, what product answered. */
export async function significantResults(session: Session): Promise<MemoryEntry[]> {
  return [...(await recoveries(session)), ...(await baseChanges(session)), ...(await answeredFeedback(session))];
}

/** Decisions that show in the workspace: settings and files of the user's own that change how the team works. */
export async function projectDecisions(session: Session): Promise<MemoryEntry[]> {
  const { workspace } = session.deps;
  const date = session.asOf;
  const { health, mapping, llm } = workspace.config;
  const own = async (folder: string | undefined): Promise<string[]> =>
    folder === undefined ? [] : (await namesIn(folder)).filter((name) => /^[^.].*\.(?:md|ya?ml)$/.test(name));
  const references = workspace.references.slice(1).at(-1);
  const files: readonly (readonly [MemoryEntry["kind"], string, string[]])[] = [
    ["tracking", "health models", await own(references === undefined ? undefined : join(references, "health"))],
    ["automation", "playbooks", await own(references === undefined ? undefined : join(references, "playbooks"))],
    ["automation", "draft templates", await own(references === undefined ? undefined : join(references, "playbooks", "drafts"))],
    ["tooling", "agents", await own(workspace.agents.slice(1).at(-1))],
  ];
  return [
    ...(health === undefined
      ? []
      : [
          {
            kind: "tracking",
            key: `decision/health/${health}`,
            date,
            text: `Accounts are scored by the health model ${health} (echo.yaml).`,
          } as const,
        ]),
    ...(llm === undefined
      ? []
      : [
          {
            kind: "tooling",
            key: `decision/llm/${llm}`,
            date,
            text: `Questions are answered with the language model setting ${llm} (echo.yaml).`,
          } as const,
        ]),
    ...(mapping === undefined
      ? []
      : [
          {
            kind: "tooling",
            key: `decision/mapping/${Object.keys(mapping).length}`,
            date,
            text: `${count(Object.keys(mapping).length, "export")} of our own format are read by a mapping in echo.yaml.`,
          } as const,
        ]),
    ...files.flatMap(([kind, what, names]) =>
      names.length === 0
        ? []
        : [
            {
              kind,
              key: `decision/${what.replaceAll(" ", "-")}/${names.join("+")}`,
              date,
              text: `Our own ${what} replace or extend the shipped ones: ${names.join(", ")}.`,
            },
          ],
    ),
  ];
}

/** Accounts whose score rose while steps of a task about them were being done. That one caused the other is not claimed. */
async function recoveries(session: Session): Promise<MemoryEntry[]> {
  const { deps, asOf, book } = session;
  const names = new Map((await knownAccounts(book)).map(({ account, name }) => [account, name]));
  const tasks = (await listTasks(deps.workspace.tasks, deps.log)).filter(({ key }) => /^(?:churn|renewal|onboarding)\//.test(key));
  const entries: MemoryEntry[] = [];
  for (const { account, now, before } of tasks.length === 0 ? [] : await scoreAccounts(session.context())) {
    if (now.score === null || before.score === null) continue;
    const better = now.score - before.score >= HEALTH_POINTS || (before.tier === "red" && now.tier !== "red" && now.tier !== null);
    const own = tasks.filter(({ key }) => key.endsWith(`/${account}`));
    const done = better
      ? await doneSteps(
          session,
          own.map(({ id }) => id),
        )
      : [];
    if (done.length === 0) continue;
    const steps = list(done.slice(0, MAX_STEPS).map((step) => `“${step}”`));
    entries.push({
      kind: own.some(({ key }) => key.startsWith("onboarding/")) ? "onboarding" : "retention",
      key: `account/${account}/${own[0]?.id ?? "task"}/recovered`,
      date: asOf,
      text: `${names.get(account) ?? account}: health rose from ${Math.round(before.score)} to ${Math.round(now.score)} in 30 days (${before.tier ?? "none"} to ${now.tier ?? "none"}); done meanwhile: ${steps}${done.length > MAX_STEPS ? ` and ${done.length - MAX_STEPS} more` : ""}.`,
    });
  }
  return entries;
}

async function doneSteps({ deps }: Session, tasks: readonly string[]): Promise<string[]> {
  const steps: string[] = [];
  for (const task of tasks) {
    const path = taskFiles(deps.workspace.tasks, task).todos;
    const text = await readOwnTextIfAny(path);
    if (text !== undefined)
      steps.push(
        ...todoLines(parseTodos(text, path)).flatMap((todo) => (todo.status === "done" && todo.section === "Steps" ? [todo.what] : [])),
      );
  }
  return steps;
}

async function baseChanges(session: Session): Promise<MemoryEntry[]> {
  const subject = { book: session.book.owner ?? "all" };
  const names = BOOK_CHANGES.map(({ metric }) => metric);
  const context = session.context();
  const earlier = addDays(session.asOf, -LOOK_BACK_DAYS);
  const [now, before] = [
    await measure(context, subject, names),
    await measure({ ...context, scope: { ...context.scope, asOf: earlier } }, subject, names),
  ];
  return BOOK_CHANGES.flatMap(({ metric, kind, least, up }, index) => {
    const [last, first] = [now[index], before[index]];
    if (typeof last?.value !== "number" || typeof first?.value !== "number") return [];
    const gain = up ? last.value - first.value : first.value - last.value;
    if (gain < least) return [];
    const said = (one: Measurement): string => formatFact(one, undefined, false, METRICS.get(metric)?.decimals);
    return [
      {
        kind,
        key: `book/${metric}/${earlier.slice(0, 7)}`,
        date: session.asOf,
        text: `${METRICS.get(metric)?.title ?? metric} of the base went from ${said(first)} on ${earlier} to ${said(last)} on ${session.asOf}.`,
      },
    ];
  });
}

/** What product or marketing answered to what customers told us. */
async function answeredFeedback({ deps, asOf }: Session): Promise<MemoryEntry[]> {
  const packets = await listPackets(deps.workspace.handoffs, deps.log);
  return packets
    .filter(({ packet }) => packet.outside && packet.status === "done" && packet.answer !== null && packet.created <= asOf)
    .map(({ id, packet }) => ({
      kind: "feedback",
      key: `packet/${id}`,
      date: asOf,
      text: `${packet.title.replace(/\.$/, "")}: ${packet.to} answered “${(packet.answer ?? "").split("\n")[0] ?? ""}” (${packet.stakes?.arr ?? "no ARR on record"}).`,
    }));
}
