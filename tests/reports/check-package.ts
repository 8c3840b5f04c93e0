import { posix } from "node:path";
import JSZip from "jszip";
import { expect } from "vitest";
import { readXml } from "../../src/book/import/xml-events.ts";

/**
 * Opens a package and holds it against what every reader expects: each part has a content type, each relation leads to a part, each id that
 * is used is declared, every part is well-formed, and nothing is left over. Returns the texts of its XML parts.
 */
export async function checkPackage(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await JSZip.loadAsync(bytes);
  const names = Object.keys(zip.files).filter((name) => zip.files[name]?.dir === false);
  const parts = new Map<string, string>();
  for (const name of names) parts.set(name, /\.(xml|rels)$/.test(name) ? ((await zip.file(name)?.async("string")) ?? "") : "");
  for (const [name, xml] of parts) if (xml !== "") expect(() => readXml(xml, {}), name).not.toThrow();

  const types = parts.get("[Content_Types].xml") ?? "";
  const overrides = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, name = ""]) => name);
  expect(overrides.filter((name) => !parts.has(name))).toEqual([]);
  expect(new Set(overrides).size).toBe(overrides.length);
  const extensions = new Set([...types.matchAll(/Extension="([^"]+)"/g)].map(([, name = ""]) => name));
  expect(
    names.filter((name) => name !== "[Content_Types].xml" && !overrides.includes(name) && !extensions.has(name.split(".").at(-1) ?? "")),
  ).toEqual([]);

  const reached = new Set<string>(["[Content_Types].xml", "_rels/.rels"]);
  for (const [name, xml] of parts) {
    if (!name.endsWith(".rels")) continue;
    const owner = posix.join(posix.dirname(posix.dirname(name)), posix.basename(name, ".rels"));
    if (name !== "_rels/.rels") expect(parts.has(owner), `${name} belongs to ${owner}`).toBe(true);
    const declared = new Set<string>();
    for (const [relation] of xml.matchAll(/<Relationship [^>]*>/g)) {
      const target = /Target="([^"]*)"/.exec(relation)?.[1] ?? "";
      const id = /Id="([^"]*)"/.exec(relation)?.[1] ?? "";
      expect(declared.has(id), `${name}: ${id} twice`).toBe(false);
      declared.add(id);
      if (relation.includes('TargetMode="External"')) continue;
      const path = target.startsWith("/") ? target.slice(1) : posix.join(posix.dirname(posix.dirname(name)), target);
      expect(parts.has(path), `${name} leads to ${path}`).toBe(true);
      reached.add(path);
      reached.add(name);
    }
    for (const [, id = ""] of (parts.get(owner) ?? "").matchAll(/ r:(?:id|embed|link)="([^"]+)"/g))
      expect(declared.has(id), `${owner} uses ${id}`).toBe(true);
  }
  expect(names.filter((name) => !reached.has(name) && !name.endsWith(".rels"))).toEqual([]);
  return parts;
}
