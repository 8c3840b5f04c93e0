import type { Workspace } from "../config/workspace.ts";
import type { Check } from "./doctor-check.ts";
import { ATTRIBUTES, type Git, sharingState } from "./git-sharing.ts";

const NAME = "sharing";
const SET_UP = "echo-cs init --git";

/** Whether a workspace in git is set up for merging, and whether a merge is left half done. No check outside a repository. */
export async function checkSharing({ root }: Workspace, git: Git): Promise<Check[]> {
  const state = await sharingState(root, git);
  if (state === undefined) return [];
  const marked = ((await git(["grep", "-l", "-I", "-E", "^(<{7} |>{7} )", "--", "*.md", "*.ndjson", "*.csv"])) ?? "").trim();
  if (marked !== "") {
    const [first = "", ...others] = marked.split("\n");
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    return [
      {
        name: NAME,
        status: "warn",
        detail: `Conflict marks of a merge stand in ${first}${more}.`,
        fix: "Decide between the two sides in each, take the marks out, and commit.",
      },
    ];
  }
  if (!state.hasRules)
    return [
      { name: NAME, status: "ok", detail: "in git; nothing is set up for merging ECHO's files", fix: `To share the workspace: ${SET_UP}` },
    ];
  if (state.driver === "there") return [{ name: NAME, status: "ok", detail: "ECHO's files are merged by what they hold", fix: null }];
  return [
    {
      name: NAME,
      status: "warn",
      detail:
        state.driver === "gone"
          ? "The program that this clone's merge driver names is not there any more: every merge would be a conflict."
          : `${ATTRIBUTES} asks for ECHO's merge, but this clone does not know it: git would merge the files as plain text.`,
      fix: `Run in this clone: ${SET_UP}`,
    },
  ];
}
