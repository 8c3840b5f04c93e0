import { posix } from "node:path";
import JSZip from "jszip";
import { compareText } from "../../core/compare-text.ts";
import type { ChartSpec } from "../charts/chart-spec.ts";
import { chartPart, withSeriesOf } from "./chart-part.ts";
import type { Box } from "./place.ts";
import { fillText, textOf, tokensIn } from "./template-text.ts";
import { existingTypes, zipped } from "./tidy-package.ts";

/** A token of a template and the slide (1 …) it stands on; 0 for what all slides share: masters and layouts. */
export interface TemplateToken {
  readonly token: string;
  readonly slide: number;
}

export interface TemplateValues {
  readonly text: (token: string) => string | undefined;
  readonly chart: (name: string) => ChartSpec | undefined;
  readonly accent: string;
  /** The day that new parts are dated. */
  readonly day: string;
}

type Parts = Map<string, Uint8Array | string>;

const FILLED = /^ppt\/(?:slides|notesSlides|slideLayouts|slideMasters)\/[^/]+\.xml$/;
const TYPES = "[Content_Types].xml";
const CHART = /^chart:(.+)$/;
const EMU = 914_400;

/** Every token of a presentation, in the order of its slides. Throws Error for bytes that are no package. */
export async function templateTokens(bytes: Uint8Array): Promise<TemplateToken[]> {
  const parts = await partsOf(bytes);
  const numbers = slideNumbers(parts);
  const found = [...parts]
    .flatMap(([name, xml]) => {
      if (!FILLED.test(name) || typeof xml !== "string") return [];
      const slide = numbers.get(name) ?? numbers.get(name.replace("notesSlides/notesSlide", "slides/slide")) ?? 0;
      return [...tokensIn(xml), ...frameNames(xml)].map((token) => ({ token, slide, name }));
    })
    .sort((a, b) => a.slide - b.slide || compareText(a.name, b.name));
  return found.map(({ token, slide }) => ({ token, slide }));
}

/** The presentation with its tokens filled; masters, layouts, pictures and all else stay as they are. The same input gives the same bytes. */
export async function fillTemplate(bytes: Uint8Array, values: TemplateValues): Promise<Uint8Array> {
  const parts = await partsOf(bytes);
  let made = 0;
  for (const name of [...parts.keys()].filter((each) => FILLED.test(each)).sort()) {
    let xml = parts.get(name);
    if (typeof xml !== "string") continue;
    for (const [shape] of xml.matchAll(/<p:sp>[\s\S]*?<\/p:sp>/g)) {
      const chart = chartCalled(
        textOf(shape)
          .trim()
          .replace(/^\{\{\s*(.*?)\s*\}\}$/, "$1"),
        values,
      );
      if (chart === undefined) continue;
      made += 1;
      xml = xml.replace(shape, "");
      xml = xml.replace(/<\/p:spTree>/, `${await newChart(parts, name, chart, boxOf(shape), made, values)}</p:spTree>`);
    }
    for (const [frame] of xml.matchAll(/<p:graphicFrame>[\s\S]*?<\/p:graphicFrame>/g)) {
      const called = frameName(frame);
      const chart = chartCalled(called, values);
      if (chart !== undefined) await refillChart(parts, name, frame, chart, values);
      // The sample data of a template must never be taken for the customer's.
      else if (called !== "") xml = xml.replace(frame, "");
    }
    parts.set(name, fillText(xml, values.text));
  }
  parts.set(TYPES, existingTypes(String(parts.get(TYPES) ?? ""), parts));
  return zipped(parts);
}

async function partsOf(bytes: Uint8Array): Promise<Parts> {
  const zip = await JSZip.loadAsync(bytes);
  const parts: Parts = new Map();
  let left = Math.min(MOST_BYTES, Math.max(HARMLESS_BYTES, bytes.length * HIGHEST_RATIO));
  for (const name of Object.keys(zip.files)) {
    const entry = zip.file(name);
    if (entry === null || entry.dir) continue;
    const part = await unpacked(entry, left);
    left -= part.length;
    parts.set(name, /\.(xml|rels)$/.test(name) ? part.toString("utf8") : new Uint8Array(part));
  }
  return parts;
}

/** A presentation is packed 2 to 30 times smaller; what swells more is made to fill the memory. */
const HIGHEST_RATIO = 200;
const HARMLESS_BYTES = 32 * 1024 * 1024;
const MOST_BYTES = 512 * 1024 * 1024;

/** A part in full. Throws Error as soon as it is larger than `most`, whatever the package says of its size. */
async function unpacked(entry: JSZip.JSZipObject, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = entry.nodeStream();
    stream.on("data", (chunk: Uint8Array) => {
      size += chunk.length;
      if (size <= most) return void chunks.push(Buffer.from(chunk));
      stream.pause();
      reject(new Error("the package unpacks to far more than a presentation does"));
    });
    stream.on("error", reject);
    stream.on("end", () => resolve(Buffer.concat(chunks)));
  });
}

/** Which slide of the presentation a part is: their order is the presentation's, not that of the file names. */
function slideNumbers(parts: Parts): Map<string, number> {
  const presentation = String(parts.get("ppt/presentation.xml") ?? "");
  const targets = relationsOf(parts, "ppt/presentation.xml");
  const ids = [...presentation.matchAll(/<p:sldId [^>]*r:id="([^"]+)"/g)].map(([, id = ""]) => id);
  return new Map(ids.map((id, index) => [targets.get(id) ?? "", index + 1]));
}

function relationsOf(parts: Parts, name: string): Map<string, string> {
  const xml = String(parts.get(relsName(name)) ?? "");
  return new Map(
    [...xml.matchAll(/<Relationship [^>]*>/g)].map(([relation]) => {
      const value = (key: string): string => new RegExp(`\\s${key}="([^"]*)"`).exec(relation)?.[1] ?? "";
      const target = value("Target");
      return [value("Id"), target.startsWith("/") ? target.slice(1) : posix.join(posix.dirname(name), target)];
    }),
  );
}

function relsName(name: string): string {
  return posix.join(posix.dirname(name), "_rels", `${posix.basename(name)}.rels`);
}

/** A chart's frame tells by its name or description which chart it is: "chart:logins", with braces or without. */
function frameName(frame: string): string {
  const named = /<p:cNvPr [^>]*>/.exec(frame)?.[0] ?? "";
  return (
    [...named.matchAll(/(?:name|descr)="([^"]*)"/g)]
      .map(([, text = ""]) => text.replaceAll(/[{}\s]/g, ""))
      .find((text) => CHART.test(text)) ?? ""
  );
}

function frameNames(xml: string): string[] {
  return (xml.match(/<p:graphicFrame>[\s\S]*?<\/p:graphicFrame>/g) ?? []).map(frameName).filter((name) => name !== "");
}

function chartCalled(token: string, { chart }: TemplateValues): ChartSpec | undefined {
  const name = CHART.exec(token)?.[1];
  return name === undefined ? undefined : chart(name);
}

const MIDDLE: Box = { x: 1, y: 1.5, w: 8, h: 4.5 };

function boxOf(shape: string): Box {
  const off = /<a:off x="(-?\d+)" y="(-?\d+)"\/>/.exec(shape);
  const ext = /<a:ext cx="(\d+)" cy="(\d+)"\/>/.exec(shape);
  // A placeholder without a place of its own takes its layout's, which is not looked up here.
  if (off === null || ext === null) return MIDDLE;
  return { x: Number(off[1]) / EMU, y: Number(off[2]) / EMU, w: Number(ext[1]) / EMU, h: Number(ext[2]) / EMU };
}

/** Adds the parts of a new chart and returns its frame. */
async function newChart(parts: Parts, slide: string, chart: ChartSpec, box: Box, number: number, values: TemplateValues): Promise<string> {
  const { chart: xml, workbook, frame } = await chartPart(chart, box, values.accent, values.day);
  const [chartName, bookName, relation] = [`ppt/charts/chartEcho${number}.xml`, `ppt/embeddings/echo${number}.xlsx`, `rIdEcho${number}`];
  parts.set(chartName, xml.replaceAll(/r:id="[^"]*"/g, 'r:id="rId1"'));
  parts.set(bookName, workbook);
  parts.set(
    relsName(chartName),
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/package" Target="../embeddings/echo${number}.xlsx"/></Relationships>`,
  );
  addRelation(parts, slide, `<Relationship Id="${relation}" Type="${OFFICE}/chart" Target="../charts/chartEcho${number}.xml"/>`);
  addType(parts, `<Override PartName="/${chartName}" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>`);
  addType(
    parts,
    '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>',
    'Extension="xlsx"',
  );
  const free =
    Math.max(0, ...[...String(parts.get(slide) ?? "").matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id = "0"]) => Number(id))) + number;
  return frame.replace(/(<c:chart [^>]*r:id=")[^"]*"/, `$1${relation}"`).replace(/<p:cNvPr id="\d+"/, `<p:cNvPr id="${free}"`);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function addRelation(parts: Parts, name: string, relation: string): void {
  const rels = relsName(name);
  const empty = `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`;
  parts.set(rels, String(parts.get(rels) ?? empty).replace("</Relationships>", `${relation}</Relationships>`));
}

function addType(parts: Parts, type: string, unless = type): void {
  const types = String(parts.get(TYPES) ?? "");
  if (types.includes(unless)) return;
  // Defaults stand before overrides.
  parts.set(
    TYPES,
    type.startsWith("<Default") ? types.replace(/(<Types[^>]*>)/, `$1${type}`) : types.replace("</Types>", `${type}</Types>`),
  );
}

/** Puts new data behind a chart of the template. */
async function refillChart(parts: Parts, slide: string, frame: string, chart: ChartSpec, values: TemplateValues): Promise<void> {
  const id = /<c:chart [^>]*r:id="([^"]*)"/.exec(frame)?.[1] ?? "";
  const name = relationsOf(parts, slide).get(id);
  const xml = name === undefined ? undefined : parts.get(name);
  if (name === undefined || typeof xml !== "string") return;
  const made = await chartPart(chart, MIDDLE, values.accent, values.day);
  parts.set(name, withSeriesOf(xml, made.chart));
  const book = [...relationsOf(parts, name).values()].find((target) => target.endsWith(".xlsx"));
  if (book !== undefined) parts.set(book, made.workbook);
}
