const BLOCK = /(<!-- generated:([a-z-]+) -->\n)([\s\S]*?)(<!-- \/generated -->)/g;

/** The names of the generated blocks in a Markdown text, in order. Throws where a block is opened and not closed. */
export function blockNames(markdown: string): string[] {
  const names = [...markdown.matchAll(BLOCK)].map((match) => match[2] ?? "");
  const opened = markdown.match(/<!-- generated:/g)?.length ?? 0;
  if (opened !== names.length) throw new Error(`${opened} generated blocks are opened, ${names.length} are well formed and closed`);
  return names;
}

/** `markdown` with the content of every generated block replaced by what `content` says for its name. */
export function fillBlocks(markdown: string, content: (name: string) => string): string {
  blockNames(markdown);
  return markdown.replaceAll(BLOCK, (_, open: string, name: string, _old, close: string) => `${open}\n${content(name).trim()}\n\n${close}`);
}

/** A fenced block, its fence longer than any run of backticks within. */
export function fenced(text: string, language = "text"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
