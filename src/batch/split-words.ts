/** The words of a line as a shell splits it: blanks part them, quotes and backslashes keep together. Null where a quote is never closed. */
export function splitWords(line: string): string[] | null {
  const words: string[] = [];
  let [word, begun, quote]: [string, boolean, string] = ["", false, ""];
  const end = (): void => {
    if (begun) words.push(word);
    [word, begun] = ["", false];
  };
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? "";
    const next = line[at + 1];
    if (quote === "'" || (quote === '"' && character !== "\\")) {
      if (character === quote) quote = "";
      else word += character;
    } else if (character === "\\" && next !== undefined && (quote === "" || next === '"' || next === "\\")) {
      word += next;
      begun = true;
      at += 1;
    } else if (quote === "" && (character === "'" || character === '"')) [quote, begun] = [character, true];
    else if (quote === "" && /\s/.test(character)) end();
    else [word, begun] = [word + character, true];
  }
  if (quote !== "") return null;
  end();
  return words;
}
