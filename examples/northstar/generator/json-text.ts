/** JSON as the repository's formatter writes it, so that the key can be checked in unformatted. */

const WIDTH = 140;

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replaceAll(/^( *)(.*)\[([^[\]{}]+)\](,?)$/gm, list)}\n`;
}

/** A list of plain values goes on one line where it fits; numbers that do not fit fill the lines. */
function list(whole: string, indent: string, before: string, inside: string, comma: string): string {
  const items = inside.trim().split(/,\n\s*/);
  const line = `${indent}${before}[${items.join(", ")}]${comma}`;
  if (line.length <= WIDTH) return line;
  return items.every((item) => /^-?\d+$/.test(item)) ? `${indent}${before}[\n${filled(items, `${indent}  `)}\n${indent}]${comma}` : whole;
}

function filled(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  let current = "";
  for (const [index, item] of items.entries()) {
    const text = index === items.length - 1 ? item : `${item},`;
    if (current !== "" && indent.length + current.length + 1 + text.length > WIDTH) {
      lines.push(indent + current);
      current = text;
    } else {
      current = current === "" ? text : `${current} ${text}`;
    }
  }
  return [...lines, indent + current].join("\n");
}
