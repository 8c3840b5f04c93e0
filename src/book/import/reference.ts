import { parseJson } from "../../core/json.ts";

/** What a row says about the customer it belongs to. */
export interface Reference {
  readonly vendor: string;
  readonly ids: readonly string[];
  readonly external: string | undefined;
  readonly emails: readonly string[];
  readonly domains: readonly string[];
  readonly name: string | undefined;
}

/** Reads what map-rows packs into one text, as the file has it: ids, external id, e-mails, domains, name and what may be any of these. */
export function readReference(vendor: string, packed: string): Reference {
  const [ids = "", onlyExternal = "", emails = "", onlyDomains = "", onlyName = "", anyOrList = ""] = packed.split("\u001F");
  const any = anyOrList.startsWith("[") ? (items(anyOrList)[0] ?? "") : anyOrList;
  const [external, name, domains] = [onlyExternal || any, onlyName || any, `${onlyDomains};${any}`];
  return {
    vendor,
    ids: items(ids).map(withoutHash),
    external: external === "" ? undefined : withoutHash(external),
    emails: unique(emails.toLowerCase().match(EMAIL) ?? []),
    domains: unique(items(domains).flatMap((item) => webDomain(item) ?? [])),
    name: name === "" || webDomain(name) !== undefined || name.includes("@") ? undefined : name,
  };
}

/** The best key of a reference, for telling which one failed. */
export function describeReference(reference: Reference): string {
  if (reference.name !== undefined) return `name ${reference.name}`;
  if (reference.domains.length > 0) return `domain ${reference.domains.join(", ")}`;
  if (reference.emails.length > 0) return `e-mail ${reference.emails.join(", ")}`;
  const id = reference.ids[0] ?? reference.external;
  return id === undefined ? "no customer named" : `id ${id}`;
}

const EMAIL = /[^\s@<>(),;"']+@[^\s@<>(),;.]+(?:\.[^\s@<>(),;.]+)+/g;

/** Items of `a; b`, `a, b` or a JSON array of texts. */
function items(text: string): string[] {
  const parsed = text.startsWith("[") ? parseJson(text) : undefined;
  const list = parsed?.ok === true && Array.isArray(parsed.value) ? parsed.value.map(String) : text.split(/[;,]/);
  return list.map((item) => item.trim()).filter((item) => item !== "");
}

function withoutHash(id: string): string {
  return id.replace(/^#+\s*/, "");
}

/** "https://www.acme.com/about" → "acme.com"; undefined for what is no web address. */
function webDomain(text: string): string | undefined {
  const host = text
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/[/:?#].*$/, "")
    .replace(/^www\./, "");
  return /^[^\s@.]+(\.[^\s@.]+)*\.[a-z][a-z0-9-]+$/.test(host) ? host : undefined;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
