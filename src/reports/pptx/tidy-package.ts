import JSZip from "jszip";

/** The earliest time a zip can hold: entries are dated alike whenever they are written. */
const EPOCH = new Date("1980-01-01T00:00:00Z");
const FIRST = "[Content_Types].xml";

/**
 * The package with what differs from run to run taken out: charts are numbered from 1 (the library counts them over the whole process), dates
 * are those of `day`, entries are sorted and dated alike. Mends what the library leaves loose: content types of parts that do not exist,
 * speaker notes in one paragraph, and empty points of charts.
 */
export async function tidyPackage(bytes: Uint8Array, day: string): Promise<Uint8Array> {
  const source = await JSZip.loadAsync(bytes);
  const names = Object.keys(source.files).filter((name) => source.files[name]?.dir === false);
  const numbers = names.flatMap((name) => /^ppt\/charts\/chart(\d+)\.xml$/.exec(name)?.[1] ?? []).map(Number);
  const renamed = renumbering(numbers);
  const parts = new Map<string, Uint8Array | string>();
  for (const name of names) {
    const entry = source.file(name);
    if (entry === null) continue;
    const target = renamed(name);
    if (name.endsWith(".xlsx")) parts.set(target, await tidyWorkbook(await entry.async("uint8array"), day));
    else if (/\.(xml|rels)$/.test(name)) parts.set(target, tidyXml(target, renamed(await entry.async("string")), day));
    else parts.set(target, await entry.async("uint8array"));
  }
  const types = parts.get(FIRST);
  if (typeof types === "string") parts.set(FIRST, existingTypes(types, parts));
  return zipped(parts);
}

/** Packs parts so that the same parts give the same bytes. */
export async function zipped(parts: ReadonlyMap<string, Uint8Array | string>): Promise<Uint8Array> {
  const zip = new JSZip();
  const order = [...parts.keys()].sort((a, b) => (a === FIRST ? -1 : b === FIRST ? 1 : a < b ? -1 : 1));
  for (const name of order) zip.file(name, parts.get(name) ?? "", { date: EPOCH, createFolders: false });
  return zip.generateAsync({ type: "uint8array", compression: "DEFLATE", compressionOptions: { level: 6 } });
}

async function tidyWorkbook(bytes: Uint8Array, day: string): Promise<Uint8Array> {
  const source = await JSZip.loadAsync(bytes);
  const parts = new Map<string, Uint8Array | string>();
  for (const name of Object.keys(source.files)) {
    const entry = source.file(name);
    if (entry === null || entry.dir) continue;
    parts.set(name, /\.(xml|rels)$/.test(name) ? tidyXml(name, await entry.async("string"), day) : await entry.async("uint8array"));
  }
  return zipped(parts);
}

/** "chart17" becomes "chart1" where 17 is the lowest number of the package, in names and in what refers to them. */
function renumbering(numbers: readonly number[]): (text: string) => string {
  const order = new Map([...numbers].sort((a, b) => a - b).map((number, index) => [String(number), String(index + 1)]));
  return (text) =>
    text.replaceAll(
      /(charts\/(?:_rels\/)?chart|Microsoft_Excel_Worksheet)(\d+)(?=\.)/g,
      (_whole, before: string, number: string) => `${before}${order.get(number) ?? number}`,
    );
}

function tidyXml(name: string, xml: string, day: string): string {
  if (name === "docProps/core.xml") return xml.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${day}T00:00:00Z`);
  if (name.startsWith("ppt/notesSlides/")) return notesInParagraphs(xml);
  if (name.startsWith("ppt/charts/chart")) return xml.replaceAll(/<c:pt idx="\d+"><c:v>(?:NaN)?<\/c:v><\/c:pt>/g, "");
  if (name.startsWith("xl/worksheets/sheet")) return xml.replaceAll(/<c r="[A-Z]+\d+"[^>]*><v>(?:NaN)?<\/v><\/c>/g, "");
  return xml;
}

function notesInParagraphs(xml: string): string {
  return xml.replaceAll(/<a:p><a:r><a:rPr[^>]*\/><a:t>([^<]*)<\/a:t><\/a:r><a:endParaRPr[^>]*\/><\/a:p>/g, (_whole, text: string) =>
    text
      .split(/\r?\n/)
      .map((line) => `<a:p><a:r><a:rPr lang="en-US" dirty="0"/><a:t>${line}</a:t></a:r></a:p>`)
      .join(""),
  );
}

/** The content types without those of parts that do not exist. */
export function existingTypes(types: string, parts: ReadonlyMap<string, unknown>): string {
  return types.replaceAll(/<Override [^>]*PartName="\/([^"]+)"[^>]*\/>/g, (override, name: string) => (parts.has(name) ? override : ""));
}
