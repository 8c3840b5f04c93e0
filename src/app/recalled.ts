import { recall, type RecallQuestion } from "../tasks/recall.ts";
import { readMemory } from "../tasks/write-memory.ts";
import { memoryDir } from "./memory.ts";
import type { Session } from "./open-session.ts";

/** What memory holds on the account of a question, or on the base, as lines to print; nothing later than as-of. */
export async function recalled(session: Session, account: RecallQuestion["account"] | undefined): Promise<string[]> {
  const dir = memoryDir(session.deps);
  const lines = [...(await readMemory(dir, "insights")), ...(await readMemory(dir, "project"))];
  return recall(lines, { asOf: session.asOf, account: account ?? null }).map(({ date, text }) =>
    date === null ? text : `${date}: ${text}`,
  );
}
