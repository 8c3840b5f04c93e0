import { readFileSync } from "node:fs";
import JSZip from "jszip";

/** Everything a file holds as text: of a presentation every part, the sheets behind its charts too; entities decoded. */
export async function textOfReport(path: string): Promise<string> {
  if (!path.endsWith(".pptx")) return decoded(readFileSync(path, "utf8"));
  return textOfZip(readFileSync(path));
}

/** Only what is read: text between tags, and descriptions. */
export function visible(text: string): string {
  return text
    .replaceAll(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, " ")
    .replaceAll(/ (?:descr|title|alt|aria-label)="([^"]*)"/g, ">$1<")
    .replaceAll(/<[^>]*>/g, " ");
}

async function textOfZip(bytes: Uint8Array): Promise<string> {
  const zip = await JSZip.loadAsync(bytes);
  const texts: string[] = [];
  for (const name of Object.keys(zip.files).sort()) {
    const entry = zip.file(name);
    if (entry === null) continue;
    if (name.endsWith(".xlsx")) texts.push(await textOfZip(await entry.async("uint8array")));
    else if (/\.(xml|rels)$/.test(name)) texts.push(await entry.async("string"));
  }
  return decoded(texts.join("\n"));
}

function decoded(text: string): string {
  return text
    .replaceAll("&lt;", "‹")
    .replaceAll("&gt;", "›")
    .replaceAll("&quot;", "”")
    .replaceAll(/&(?:#39|apos);/g, "'")
    .replaceAll("&amp;", "&")
    .replaceAll("\u200B", "")
    .replaceAll(/\\([\\`*_[\]<>~#=+-])/g, "$1");
}
