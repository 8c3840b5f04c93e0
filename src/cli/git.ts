import { execFile } from "node:child_process";
import { delimiter, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import type { Git } from "../app/git-sharing.ts";
import { statNow } from "../core/files-now.ts";
import { PACKAGE_ROOT } from "./package-root.ts";

/** git, run in a folder, with nothing of the repository's own hooks; undefined where it fails or is not installed. */
export function gitIn(folder: string): Git {
  return async (args) => {
    try {
      const { stdout } = await promisify(execFile)("git", ["-C", folder, "-c", "core.fsmonitor=false", ...args], { encoding: "utf8" });
      return stdout;
    } catch {
      return undefined;
    }
  };
}

/** npm puts such folders on PATH for as long as it runs a program; git will not see them. */
const FOR_NOW = /[\\/]node_modules[\\/]\.bin[\\/]?$/;

/** How git is to call this program: by name where the shell finds it at any time, else by its own path. */
export function programForGit(path: string | undefined): string {
  const folders = (path ?? "").split(delimiter).filter((folder) => folder !== "" && !FOR_NOW.test(folder));
  const isFound = folders.some((folder) => statNow(join(folder, "echo-cs")) !== undefined);
  if (isFound) return "echo-cs";
  const main = join(PACKAGE_ROOT, "dist", "cli", "main.js");
  return [process.execPath, main].map((part) => `"${part.replaceAll("\\", "/").replaceAll(/["$`]/g, "\\$&")}"`).join(" ");
}
