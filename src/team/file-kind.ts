/** What a Markdown file of a team's folder is, by where it lies. */
export type FileKind = "agent" | "command" | "skill" | "part-of-skill";

/**
 * The kind of a file below a folder: what lies in `commands/` is a slash command, a `SKILL.md` is a skill, what lies beside one below
 * `skills/` belongs to it, all else is an agent. The folder's own name counts too.
 */
export function fileKind(dir: string, path: string): FileKind {
  const below = path.startsWith(dir) ? path.slice(dir.length) : path;
  const own = dir
    .split(/[\\/]/)
    .filter((part) => part !== "" && part !== ".")
    .at(-1);
  const parts = below.split(/[\\/]/).filter((part) => part !== "");
  const folders = [...(own === undefined || /\.md$/i.test(own) ? [] : [own]), ...parts.slice(0, -1)];
  const name = parts.at(-1) ?? own ?? "";
  if (/^skill\.md$/i.test(name)) return "skill";
  if (folders.includes("skills")) return "part-of-skill";
  return folders.includes("commands") ? "command" : "agent";
}
