/** A text as one word of a shell, whatever it holds. */
export function shellQuote(shell: "bash" | "zsh" | "fish", text: string): string {
  return shell === "fish" ? `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'` : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
