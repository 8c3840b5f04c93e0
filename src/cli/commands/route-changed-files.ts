import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../../core/errors.ts";

const DEFAULT_REF = "HEAD";
const MAX_LIST = 64 * 1024 * 1024;

/**
 * The files that differ from a commit, as git names them from the repository's root, and the commit. Runs nothing but `git diff --name-only`,
 * with hooks of the repository's configuration off. Throws UserError without git, outside a repository and for a commit that git does not know.
 */
export async function changedFiles(cwd: string, ref: string | true): Promise<{ readonly ref: string; readonly files: readonly string[] }> {
  const from = ref === true ? DEFAULT_REF : ref;
  if (from.startsWith("-"))
    throw new UserError({ code: "unknown-ref", message: `"${from}" is no commit.`, found: from, fix: "Name a commit, branch or tag." });
  const flags = ["-c", "core.fsmonitor=false", "diff", "--name-only", "--no-ext-diff", "--no-textconv", "-z", from, "--"];
  try {
    const { stdout } = await promisify(execFile)("git", flags, { cwd, maxBuffer: MAX_LIST, encoding: "utf8" });
    return { ref: from, files: stdout.split("\0").filter((path) => path !== "") };
  } catch (error) {
    throw refusal(error, from);
  }
}

function refusal(error: unknown, ref: string): unknown {
  if (!(error instanceof Error)) return error;
  if ("code" in error && error.code === "ENOENT")
    return new UserError({
      code: "no-git",
      message: "git was not found.",
      fix: "Install git, or name the files with --file.",
      cause: error,
    });
  const said = "stderr" in error && typeof error.stderr === "string" ? error.stderr : error.message;
  if (/not a git repository/i.test(said))
    return new UserError({
      code: "no-repository",
      message: "This folder is in no git repository, so nothing in it has changed.",
      fix: "Go to a repository, or name the files with --file.",
      cause: error,
    });
  return new UserError({
    code: "unknown-ref",
    message: `git knows no commit "${ref}".`,
    found: ref,
    fix: "Name a commit, branch or tag that `git log` shows; a repository without a first commit has none.",
    cause: error,
  });
}
