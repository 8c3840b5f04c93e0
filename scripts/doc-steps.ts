/** One thing that a page has its reader do. */
export type DocStep =
  | {
      readonly kind: "command";
      /** Line of the page, from 1. */
      readonly line: number;
      readonly text: string;
      readonly exit: number;
      /** What the page says it prints. */
      readonly output?: string;
      /** Why it is not run. */
      readonly skipped?: string;
    }
  | { readonly kind: "file"; readonly line: number; readonly name: string; readonly text: string };

export interface DocPage {
  readonly workspace: string;
  readonly steps: readonly DocStep[];
}

interface Note {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

interface Fence {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

type Part = { readonly note: Note } | { readonly fence: Fence } | { readonly prose: string };

const DEFAULT_WORKSPACE = "example";

/**
 * The commands of a page in the order of reading, with the exit code and the output it promises.
 *
 * Every line of a block marked `sh` is a command. HTML comments say what a reader need not see: `<!-- workspace: NAME -->` where the page's
 * commands run, `<!-- setup: COMMAND -->` what has been typed before, `<!-- exit: N -->`, `<!-- no-run: REASON -->` and
 * `<!-- file: NAME -->` about the block below. A block marked `text` right under a command is its output. A command may also end in the
 * comment `# exit N`.
 */
export function docPage(markdown: string): DocPage {
  const parts = partsOf(markdown);
  let workspace = DEFAULT_WORKSPACE;
  let about: Note[] = [];
  const steps: DocStep[] = [];
  for (const [index, part] of parts.entries()) {
    if ("prose" in part) about = [];
    else if ("note" in part) {
      const { name, value, line } = part.note;
      if (name === "workspace") workspace = value;
      else if (name === "setup") steps.push({ kind: "command", line, text: value, exit: 0 });
      else about.push(part.note);
    } else {
      steps.push(...stepsOf(part.fence, about, outputBelow(parts[index + 1])));
      about = [];
    }
  }
  return { workspace, steps };
}

function stepsOf({ language, text, line }: Fence, about: readonly Note[], output: string | undefined): DocStep[] {
  const said = (name: string): string | undefined => about.find((note) => note.name === name)?.value;
  const file = said("file");
  if (file !== undefined) return [{ kind: "file", line, name: file, text: `${text}\n` }];
  if (language !== "sh") return [];
  const commands = commandLines(text, line + 1);
  const skipped = said("no-run");
  return commands.map(({ text: command, line: at }, index) => ({
    kind: "command",
    line: at,
    text: command,
    exit: Number(/#.*\bexit (\d+)/.exec(command)?.[1] ?? said("exit") ?? 0),
    ...(skipped === undefined ? {} : { skipped }),
    ...(output === undefined || index < commands.length - 1 ? {} : { output }),
  }));
}

function outputBelow(next: Part | undefined): string | undefined {
  return next !== undefined && "fence" in next && next.fence.language === "text" ? next.fence.text : undefined;
}

/** Lines that hold a command; one that ends in a backslash goes on in the next. */
function commandLines(text: string, first: number): { readonly text: string; readonly line: number }[] {
  const found: { text: string; line: number }[] = [];
  let open: { text: string; line: number } | undefined;
  for (const [index, raw] of text.split("\n").entries()) {
    const goesOn = raw.endsWith("\\");
    const piece = goesOn ? raw.slice(0, -1) : raw;
    open = open === undefined ? { text: piece, line: first + index } : { ...open, text: `${open.text} ${piece.trim()}` };
    if (goesOn) continue;
    if (open.text.trim() !== "" && !open.text.trim().startsWith("#")) found.push({ ...open, text: open.text.trim() });
    open = undefined;
  }
  return found;
}

function partsOf(markdown: string): Part[] {
  const parts: Part[] = [];
  const lines = markdown.split("\n");
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const fence = /^(`{3,})(\w*)\s*$/.exec(line);
    const note = /^<!-- ([a-z-]+): (.*) -->$/.exec(line);
    if (fence !== null) {
      const end = lines.indexOf(fence[1] ?? "", index + 1);
      const last = end === -1 ? lines.length : end;
      parts.push({ fence: { language: fence[2] ?? "", text: lines.slice(index + 1, last).join("\n"), line: index + 1 } });
      index = last;
    } else if (note !== null) parts.push({ note: { name: note[1] ?? "", value: note[2] ?? "", line: index + 1 } });
    else if (line.trim() !== "" && !/^<!-- \/?generated/.test(line)) parts.push({ prose: line });
  }
  return parts;
}
