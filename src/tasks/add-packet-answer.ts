import type { Day } from "../core/days.ts";
import { readExactText } from "./exact-text.ts";
import { withFileLock } from "./file-lock.ts";
import { emptyInsights, type Insight, mergeInsights } from "./insights.ts";
import { mergeFile, type FileChange } from "./merge-file.ts";
import type { Packet } from "./packet.ts";
import { taskFiles } from "./task-files.ts";

/** Brings a packet's answer back to the task that asked: one line in its insights, once. Undefined where the task has no such file. */
export async function addPacketAnswer(tasksDir: string, packet: Packet, id: string, on: Day): Promise<FileChange | undefined> {
  const paths = taskFiles(tasksDir, packet.task);
  const insight: Insight = {
    section: packet.account === null ? "Playbook improvements" : "At-risk customers and reasons",
    key: `packet/${id}`,
    date: on,
    text: `${packet.to} answered on ${packet.subject}: ${firstLine(packet.answer ?? "")} (handoffs/${id}.md)`,
    facts: [],
  };
  if ((await readExactText(paths.insights)) === undefined) return undefined;
  return withFileLock(paths.lock, () =>
    mergeFile(paths.insights, (existing) => mergeInsights(existing ?? emptyInsights(packet.task, packet.title), [insight], paths.insights)),
  );
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
