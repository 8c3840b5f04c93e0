/** A program with its words, as a shell would start it. */
export interface Stage {
  readonly words: readonly string[];
  /** The same as it was typed, for a real shell. */
  readonly raw: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where its output goes instead of on. */
  readonly into?: { readonly file: string; readonly append: boolean };
}

/** One line: pipelines, one after the other as by `&&`; each is stages joined by `|`. Enough of a shell for what documents show. */
export function shellLine(line: string): Stage[][] {
  return split(line, /^(?:&&|;)/).map((pipeline) => split(pipeline, /^\|/).map(stage));
}

function stage(raw: string): Stage {
  const tokens = words(raw);
  const env: Record<string, string> = {};
  let into: Stage["into"];
  const plain: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const { text, quoted } = tokens[index] ?? { text: "", quoted: false };
    const assigned = /^([A-Z_][A-Z0-9_]*)=(.*)$/s.exec(text);
    const redirect = quoted ? null : /^(>>?)(.*)$/.exec(text);
    if (redirect !== null) {
      into = { file: redirect[2] === "" ? (tokens[++index]?.text ?? "") : (redirect[2] ?? ""), append: redirect[1] === ">>" };
    } else if (plain.length === 0 && assigned !== null) env[assigned[1] ?? ""] = assigned[2] ?? "";
    else plain.push(text);
  }
  const named = plain[0] === "npx" ? plain.slice(1) : plain;
  return { words: named, raw: raw.trim(), env, ...(into === undefined ? {} : { into }) };
}

/** The pieces between separators that stand outside of quotes and `$( )`; a comment ends the line. */
function split(line: string, separator: RegExp): string[] {
  const pieces = [""];
  const add = (text: string): void => void (pieces[pieces.length - 1] += text);
  let index = 0;
  while (index < line.length) {
    const rest = line.slice(index);
    const whole = /^(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.)/s.exec(rest)?.[0];
    const found = separator.exec(rest)?.[0];
    if (whole !== undefined) add(whole);
    else if (rest.startsWith("#") && (index === 0 || /\s/.test(line[index - 1] ?? ""))) break;
    else if (found === undefined) add(rest[0] ?? "");
    else pieces.push("");
    index += (whole ?? found ?? " ").length;
  }
  return pieces.filter((piece) => piece.trim() !== "");
}

function words(raw: string): { readonly text: string; readonly quoted: boolean }[] {
  return [...raw.matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/gs)].map(([word]) => ({
    quoted: /^['"]/.test(word),
    text: word.replaceAll(
      /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs,
      (_, single?: string, double?: string, escaped?: string) => single ?? double?.replaceAll(/\\(["\\$`])/g, "$1") ?? escaped ?? "",
    ),
  }));
}
