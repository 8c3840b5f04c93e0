/** How a piece of terminal text looks. */
interface Look {
  readonly color: string | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underline: boolean;
}

interface Run {
  readonly text: string;
  readonly look: Look;
}

const PLAIN: Look = { color: undefined, bold: false, dim: false, underline: false };

const COLORS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

/** Light and dark value of each colour, readable on either ground. */
const SHADES: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  ground: ["#ffffff", "#0d1117"],
  edge: ["#d0d7de", "#30363d"],
  text: ["#1f2328", "#e6edf3"],
  black: ["#1f2328", "#8b949e"],
  red: ["#b3261e", "#ff7b72"],
  green: ["#116329", "#56d364"],
  yellow: ["#7d4e00", "#e3b341"],
  blue: ["#0550ae", "#79c0ff"],
  magenta: ["#6639ba", "#d2a8ff"],
  cyan: ["#0a5c66", "#56d4dd"],
  white: ["#57606a", "#e6edf3"],
  gray: ["#57606a", "#8b949e"],
};

const FONT_SIZE = 14;
const CELL = 8.4;
const LINE = 19;
const MARGIN = 16;

/** A terminal with a command and what it printed, as SVG. It follows the reader's light or dark setting, and asks for nothing. */
export function ansiSvg(command: string, printed: string, columns: number): string {
  const lines = [`\u001b[1m$ ${command}\u001b[0m`, "", ...printed.replace(/\n+$/, "").split("\n")];
  const width = Math.round(columns * CELL + 2 * MARGIN);
  const height = lines.length * LINE + 2 * MARGIN;
  let look = PLAIN;
  const rows = lines.map((line, index) => {
    const { runs, last } = runsOf(line, look);
    look = last;
    return rowSvg(runs, MARGIN + (index + 0.75) * LINE);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(command)}</title>
<style>${style()}</style>
<rect class="ground" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${rows.filter((row) => row !== "").join("\n")}
</svg>
`;
}

function rowSvg(runs: readonly Run[], y: number): string {
  let at = 0;
  const pieces = runs.flatMap(({ text, look }) => {
    const start = at;
    const length = cells(text);
    at += length;
    // Blanks in a row would be drawn as one: what they part is placed on its own.
    return Array.from(text.matchAll(/\S+(?: \S+)*/gu), (word) => {
      const before = cells(text.slice(0, word.index));
      const x = MARGIN + (start + before) * CELL;
      // Whatever font the reader has, a column stays a column.
      return `<tspan${classes(look)} x="${rounded(x)}" textLength="${rounded(cells(word[0]) * CELL)}">${escaped(word[0])}</tspan>`;
    });
  });
  return pieces.length === 0 ? "" : `<text y="${rounded(y)}">${pieces.join("")}</text>`;
}

/** How many columns a text takes. */
function cells(text: string): number {
  return [...text].length;
}

function classes({ color, bold, dim, underline }: Look): string {
  const names = [color, bold ? "b" : undefined, dim ? "d" : undefined, underline ? "u" : undefined].filter((name) => name !== undefined);
  return names.length === 0 ? "" : ` class="${names.join(" ")}"`;
}

function runsOf(line: string, before: Look): { readonly runs: Run[]; readonly last: Look } {
  const runs: Run[] = [];
  let look = before;
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    const codes = /^\u001b\[([\d;]*)m$/.exec(part)?.[1];
    if (codes === undefined) {
      const text = part.replaceAll(/\u001b\[[\d;?]*[A-Za-z]|[\u0000-\u001f\u007f]/g, "");
      if (text !== "") runs.push({ text, look });
    } else for (const code of codes.split(";")) look = lookAfter(look, Number(code));
  }
  return { runs, last: look };
}

function lookAfter(look: Look, code: number): Look {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...look, bold: true };
  if (code === 2) return { ...look, dim: true };
  if (code === 4) return { ...look, underline: true };
  if (code === 22) return { ...look, bold: false, dim: false };
  if (code === 24) return { ...look, underline: false };
  if (code === 39) return { ...look, color: undefined };
  if (code === 90) return { ...look, color: "gray" };
  const name = COLORS[(code >= 90 ? code - 90 : code - 30) % 10];
  return (code >= 30 && code <= 37) || (code >= 91 && code <= 97) ? { ...look, color: name } : look;
}

function style(): string {
  const rules = (shade: 0 | 1): string =>
    Object.entries(SHADES)
      .map(([name, shades]) =>
        name === "edge" ? `.ground{stroke:${shades[shade]}}` : `${name === "text" ? "text" : `.${name}`}{fill:${shades[shade]}}`,
      )
      .join("");
  return `text{font:${FONT_SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}.b{font-weight:700}.d{opacity:.7}.u{text-decoration:underline}${rules(0)}@media(prefers-color-scheme:dark){${rules(1)}}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
