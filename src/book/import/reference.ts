/** What a row says about the customer it belongs to. */
export interface Reference {
  readonly vendor: string;
  readonly ids: readonly string[];
  readonly external: string | undefined;
  readonly emails: readonly string[];
  readonly domains: readonly string[];
  readonly name: string | undefined;
}

/** Reads the five parts that map-rows packs into one text: it is the key by which rows are joined. */
export function readReference(vendor: string, packed: string): Reference {
  const [ids = "", external = "", emails = "", domains = "", name = ""] = packed.split("\u001F");
  return { vendor, ids: items(ids).map((id) => id.replace(/^#+/, "")), external: text(external), emails: items(emails), domains: items(domains), name: looksLikeDomain(name) ? undefined : text(name) };
}

/** The best key of a reference, for telling which one failed. */
export function describeReference(reference: Reference): string {
  if (reference.name !== undefined) return `name ${reference.name}`;
  if (reference.domains.length > 0) return `domain ${reference.domains.join(", ")}`;
  if (reference.emails.length > 0) return `e-mail ${reference.emails.join(", ")}`;
  const id = reference.ids[0] ?? reference.external;
  return id === undefined ? "no customer named" : `id ${id}`;
}

function items(text: string): string[] {
  return text.split(";").filter((item) => item !== "");
}

function text(part: string): string | undefined {
  return part === "" ? undefined : part;
}

function looksLikeDomain(name: string): boolean {
  return /^[^\s@]+\.[a-z]{2,}$/i.test(name) || name.includes("@");
}
