import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a Markdown file names that does not exist: commands in code, and linked files. `file` is its absolute path. */
export function deadMentions(file: string, markdown: string, commands: ReadonlySet<string>): string[] {
  const code = [...markdown.matchAll(/^(`{3,})[^\n]*\n([\s\S]*?)\n\1|`([^`\n]+)`/gm)].map((match) => match[2] ?? match[3] ?? "");
  const unknown = code
    .flatMap((text) => [...text.matchAll(/(?:^|[\s("'])echo-cs ((?:-C \S+ )?)([a-z][a-z-]*)/g)])
    .map((match) => match[2] ?? "")
    .filter((name) => !commands.has(name))
    .map((name) => `there is no command ${name}`);
  const prose = markdown.replaceAll(/^(`{3,})[^\n]*\n[\s\S]*?\n\1/gm, "").replaceAll(/`[^`\n]+`/g, "");
  const dead = [...prose.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] ?? "")
    .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(file), target)))
    .map((target) => `there is no file ${target}`);
  return [...new Set([...unknown, ...dead])];
}
