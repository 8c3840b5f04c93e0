import { ExpressionError, type Token, tokenize } from "./tokenize.ts";

export const COMPARISONS = ["<", "<=", ">", ">=", "=", "!="] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A test over named values, as playbooks write it. */
export type Expression =
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "not"; readonly inner: Expression }
  | { readonly kind: "known"; readonly name: string }
  | { readonly kind: "compare"; readonly name: string; readonly comparison: Comparison; readonly value: number | string };

/**
 * Parses a test: comparisons `name <= 30`, `name = "red"` or `name = red`, `known(name)`, `missing(name)`, joined by `and`, `or`,
 * `not` and parentheses; `and` binds tighter than `or`. Throws ExpressionError with the offset of the mistake.
 */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  const parser = new Parser(tokens, text.length);
  const expression = parser.either();
  parser.end();
  return expression;
}

class Parser {
  private position = 0;
  private readonly tokens: readonly Token[];
  private readonly length: number;

  constructor(tokens: readonly Token[], length: number) {
    this.tokens = tokens;
    this.length = length;
  }

  either(): Expression {
    let left = this.both();
    while (this.take("or")) left = { kind: "or", left, right: this.both() };
    return left;
  }

  end(): void {
    const extra = this.tokens[this.position];
    if (extra !== undefined) throw new ExpressionError(`"${extra.value}" comes after the end of the test`, extra.at);
  }

  private both(): Expression {
    let left = this.single();
    while (this.take("and")) left = { kind: "and", left, right: this.single() };
    return left;
  }

  private single(): Expression {
    if (this.take("not")) return { kind: "not", inner: this.single() };
    if (this.take("(")) {
      const inner = this.either();
      this.expect(")");
      return inner;
    }
    const token = this.next("a name");
    if (token.kind !== "name") throw new ExpressionError(`a test begins with a name, not "${token.value}"`, token.at);
    if (token.value === "known" || token.value === "missing") return this.presence(token.value);
    return this.comparison(token.value);
  }

  private presence(word: "known" | "missing"): Expression {
    this.expect("(");
    const name = this.next("a name");
    this.expect(")");
    const known: Expression = { kind: "known", name: String(name.value) };
    return word === "known" ? known : { kind: "not", inner: known };
  }

  private comparison(name: string): Expression {
    const sign = this.next("one of < <= > >= = !=");
    const comparison = COMPARISONS.find((candidate) => candidate === sign.value);
    if (comparison === undefined)
      throw new ExpressionError(`"${sign.value}" is no comparison; use one of ${COMPARISONS.join(" ")}`, sign.at);
    const value = this.next("a number or a word");
    if (value.kind === "symbol")
      throw new ExpressionError(`a number or a word must follow "${comparison}", not "${value.value}"`, value.at);
    return { kind: "compare", name, comparison, value: value.value };
  }

  private take(word: string): boolean {
    const token = this.tokens[this.position];
    if (token === undefined || token.kind === "text" || token.value !== word) return false;
    this.position += 1;
    return true;
  }

  private expect(symbol: string): void {
    const token = this.next(`"${symbol}"`);
    if (token.value !== symbol) throw new ExpressionError(`"${symbol}" expected, not "${token.value}"`, token.at);
  }

  private next(wanted: string): Token {
    const token = this.tokens[this.position];
    if (token === undefined) throw new ExpressionError(`the test ends where ${wanted} is expected`, this.length);
    this.position += 1;
    return token;
  }
}

/** The names a test looks at, in order of appearance. */
export function namesOf(expression: Expression): string[] {
  switch (expression.kind) {
    case "and":
    case "or":
      return [...new Set([...namesOf(expression.left), ...namesOf(expression.right)])];
    case "not":
      return namesOf(expression.inner);
    default:
      return [expression.name];
  }
}
