import { join } from "node:path";
import { missingForSharing, type Sharing, setUpSharing } from "../../app/git-sharing.ts";
import { workspaceAt } from "../../config/workspace.ts";
import { EchoError, UserError } from "../../core/errors.ts";
import { canAsk } from "../ask-which.ts";
import { gitIn, programForGit } from "../git.ts";
import type { Io } from "../io.ts";
import { PACKAGE_ROOT } from "../package-root.ts";
import { readLines } from "../read-lines.ts";
import { renderMissing } from "../render/render-sharing.ts";

/** What sharing by git takes, and whether it was set up just now. */
export interface OfferedSharing extends Sharing {
  readonly done: boolean;
}

/**
 * Sets up sharing where the person wants it: with `isWanted` or --yes, or after a question. Undefined outside a repository, where `isWanted` is
 * a UserError.
 */
export async function offerSharing(root: string, isWanted: boolean, io: Io): Promise<OfferedSharing | undefined> {
  const git = gitIn(root);
  const missing = await missingForSharing(root, await tasksFolder(root), programForGit(io.env["PATH"]), git);
  if (missing === undefined) {
    if (!isWanted) return undefined;
    throw new UserError({
      code: "no-repository",
      message: "The workspace was made, but it lies in no git repository (or git is not installed), so there is nothing to share it by.",
      found: root,
      fix: "Run `git init` in the folder, or clone your team's repository, then: echo-cs init --git.",
    });
  }
  const isComplete = missing.files.length === 0 && missing.settings.length === 0;
  const done = !isComplete && (isWanted || io.yes === true || (await isAgreed(missing, io)));
  if (done) await setUpSharing(root, missing, git);
  return { ...missing, done: done || isComplete };
}

/** Where the tracking files lie. Settings that cannot be read are other commands' to complain about. */
async function tasksFolder(root: string): Promise<string> {
  try {
    return (await workspaceAt(root, PACKAGE_ROOT)).tasks;
  } catch (error) {
    if (error instanceof EchoError) return join(root, "tasks");
    throw error;
  }
}

async function isAgreed(missing: Sharing, io: Io): Promise<boolean> {
  if (!canAsk(io)) return false;
  io.stderr(`This folder is in git. To share it without lost lines, ECHO would write:\n${renderMissing(missing)}Write it? [Y/n] `);
  for await (const line of readLines(io.stdin)) return /^(?:y|yes|)$/i.test(line.trim());
  return false;
}
