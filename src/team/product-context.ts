import { isRecord } from "../core/json.ts";
import { clean } from "../core/text.ts";
import { textOf } from "./settings-values.ts";

/** What the company sells, as far as its files say. */
export interface ProductContext {
  readonly company: string | undefined;
  readonly product: string | undefined;
  /** Everything the product file says, one `key: value` a line. */
  readonly lines: readonly string[];
}

const MAX_LINES = 120;
const MAX_VALUE = 300;
const COMPANY_KEYS = ["company.name", "organization.name", "organisation.name", "company", "organization"];
const PRODUCT_KEYS = [
  "product.description",
  "product.name",
  "product",
  "project.description",
  "project.name",
  "project",
  "description",
  "name",
];

/** The product context from a parsed file of any shape; what echo.yaml says of the company goes before it. */
export function productContext(
  value: unknown,
  own: { readonly name?: string | undefined; readonly product?: string | undefined } = {},
): ProductContext {
  const entries = flattened(value, "");
  const first = (keys: readonly string[]): string | undefined =>
    keys.map((key) => entries.find(([path]) => path.toLowerCase() === key)?.[1]).find((text) => text !== undefined);
  return {
    company: own.name ?? first(COMPANY_KEYS),
    product: own.product ?? first(PRODUCT_KEYS),
    lines: entries.slice(0, MAX_LINES).map(([path, text]) => `${path}: ${text}`),
  };
}

function flattened(value: unknown, path: string): [path: string, text: string][] {
  const text = textOf(value);
  if (text !== undefined) return [[path, clean(text).replaceAll(/\s+/g, " ").slice(0, MAX_VALUE)]];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const texts = items.flatMap((item) => textOf(item) ?? []);
    return texts.length === items.length && texts.length > 0
      ? [[path, clean(texts.join(", ")).slice(0, MAX_VALUE)]]
      : items.flatMap((item, index) => flattened(item, `${path}[${index}]`));
  }
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, inner]) => flattened(inner, path === "" ? clean(key) : `${path}.${clean(key)}`))
    : [];
}
