export type Token =
  | { readonly kind: "name" | "text" | "symbol"; readonly value: string; readonly at: number }
  | { readonly kind: "number"; readonly value: number; readonly at: number };

/** A mistake in a test, with its offset (0-based) in the text. */
export class ExpressionError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = "ExpressionError";
    this.at = at;
  }
}

const TOKEN = /\s*(?:(?<number>-?\d+(?:\.\d+)?%?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|"(?<text>[^"]*)"|(?<symbol><=|>=|!=|[<>=()]))/uy;

/** Splits a test such as `logins_change_30d <= -30% and champions = 0` into tokens; `30%` reads as 0.3. Throws ExpressionError. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== "") {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match?.groups === undefined)
      throw new ExpressionError(
        `"${text.slice(at).trim().slice(0, 12)}" is not part of a test`,
        at + (text.slice(at).length - text.slice(at).trimStart().length),
      );
    tokens.push(toToken(match.groups, TOKEN.lastIndex - match[0].trimStart().length));
    at = TOKEN.lastIndex;
  }
  return tokens;
}

function toToken(groups: Record<string, string | undefined>, at: number): Token {
  const { number, name, text, symbol } = groups as { number?: string; name?: string; text?: string; symbol?: string };
  if (number !== undefined) return { kind: "number", value: number.endsWith("%") ? Number(number.slice(0, -1)) / 100 : Number(number), at };
  if (name !== undefined) return { kind: "name", value: name, at };
  if (text !== undefined) return { kind: "text", value: text, at };
  return { kind: "symbol", value: symbol ?? "", at };
}
