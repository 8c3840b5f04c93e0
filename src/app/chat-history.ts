import { join } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import { appendText, readTextIfAny, writeTextAtomic } from "../core/files.ts";
import { clean, oneLine } from "../core/text.ts";

/** What was typed in conversations before, kept for whoever typed it alone. */
export interface ChatHistory {
  /** The newest first. */
  readonly lines: readonly string[];
  /** Keeps a line. That it cannot be kept is no reason to stop. */
  add(line: string): Promise<void>;
}

const MOST = 1000;
const PRIVATE = 0o600;

/** The history of a workspace's conversations; of a file that has grown, the newest lines are kept. */
export async function openChatHistory({ root }: Pick<Workspace, "root">): Promise<ChatHistory> {
  const path = join(root, ".echo", "chat-history");
  const lines = ((await readTextIfAny(path).catch(() => undefined)) ?? "")
    .split("\n")
    .map(clean)
    .filter((line) => line !== "");
  if (lines.length > 2 * MOST) await writeTextAtomic(path, `${lines.slice(-MOST).join("\n")}\n`, PRIVATE).catch(() => undefined);
  return {
    lines: lines.slice(-MOST).reverse(),
    add: async (line) => {
      const plain = oneLine(line);
      if (plain !== "") await appendText(path, `${plain}\n`, PRIVATE).catch(() => undefined);
    },
  };
}
