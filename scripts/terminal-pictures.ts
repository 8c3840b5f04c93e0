import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { demoFolder, ROOT } from "../src/testing/demo-book.ts";
import { runCli } from "../src/testing/run-cli.ts";
import { removeFolder, tempFolder, writeFiles } from "../src/testing/temp-workspace.ts";
import { ansiSvg } from "./ansi-svg.ts";
import { shellLine } from "./shell-line.ts";

/** A picture of a command: its file name, what is typed, and how many lines are shown at most. */
interface Picture {
  readonly name: string;
  readonly command: string;
  readonly lines: number;
}

const COLUMNS = 100;

const PICTURES: readonly Picture[] = [
  { name: "ask", command: 'echo-cs ask "why is Acme churning?" --demo', lines: 34 },
  { name: "health", command: "echo-cs health acme --demo", lines: 26 },
  { name: "signals", command: "echo-cs signals --demo", lines: 24 },
  { name: "renewals", command: "echo-cs renewals --demo", lines: 26 },
  { name: "check", command: "echo-cs check --demo", lines: 26 },
];

/** As the tutorial's second step. */
const MESSY: Picture = { name: "import", command: "echo-cs import", lines: 48 };

/** Every picture of a terminal as SVG, by its file name: what the commands print today, in colour, 100 columns wide. */
export async function terminalPictures(): Promise<ReadonlyMap<string, string>> {
  const demo = await demoFolder();
  const messy = tempFolder();
  try {
    mkdirSync(join(messy, "my-book"));
    cpSync(join(ROOT, "examples/messy/exports"), join(messy, "my-book/exports"), { recursive: true });
    writeFiles(messy, { "my-book/echo.yaml": "# all settings as they come\n" });
    const pictures = new Map<string, string>();
    for (const picture of PICTURES) pictures.set(`${picture.name}.svg`, await taken(picture, demo));
    pictures.set(`${MESSY.name}.svg`, await taken(MESSY, join(messy, "my-book")));
    return pictures;
  } finally {
    removeFolder(demo);
    removeFolder(messy);
  }
}

async function taken({ command, lines }: Picture, cwd: string): Promise<string> {
  const words = shellLine(command)[0]?.[0]?.words ?? [];
  const { exit, stdout, stderr } = await runCli(words.slice(1), { cwd, env: { FORCE_COLOR: "1" }, width: COLUMNS });
  if (exit !== 0 && exit !== 2) throw new Error(`${command} ended with ${exit}\n${stderr}`);
  const all = stdout.trimEnd().split("\n");
  const shown = all.length > lines ? [...all.slice(0, lines), "\u001b[0m…"] : all;
  return ansiSvg(command, shown.join("\n"), COLUMNS);
}
