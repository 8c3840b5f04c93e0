import { basename, relative, sep } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import type { Session } from "./open-session.ts";

/** How paths inside the exports begin, as seen from the workspace; the example's lie in the package. */
export function exportsPrefix({ root, exports, demo }: Workspace): string {
  const path = demo ? "exports" : relative(root, exports).split(sep).join("/");
  return path === "" ? "" : `${path}/`;
}

/** The workspace's echo.yaml, else the first of its exports, as findings name files; null where there is neither. */
export async function homeOf({ book, deps: { workspace } }: Pick<Session, "book" | "deps">): Promise<string | null> {
  if (workspace.configPath !== undefined) return basename(workspace.configPath);
  const [first] = await book.rows<{ file: string | null }>("SELECT min(file) AS file FROM files");
  return typeof first?.file === "string" ? `${exportsPrefix(workspace)}${first.file}` : null;
}
