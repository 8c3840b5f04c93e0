import type { Readable } from "node:stream";
import { type CellFormat, cellFormats } from "./cell-formats.ts";
import { UNREADABLE } from "./export-files.ts";
import { type SheetRow, sheetRows, unescaped, type WorkbookContext } from "./sheet-rows.ts";
import { readXml } from "./xml-events.ts";
import { openZip, type ZipMember } from "./zip-archive.ts";

export interface Sheet {
  readonly name: string;
  /** Reads its rows. Throws Error for broken XML. */
  rows(): Promise<readonly SheetRow[]>;
}

export type Workbook =
  | { readonly ok: true; readonly sheets: readonly Sheet[]; readonly epoch: string; close(): void }
  | { readonly ok: false; readonly reason: string };

/** A part is held in memory while it is read. */
const LARGEST_PART = 384 * 1024 * 1024;

/** The sheets of an XLSX workbook, in its order; or why it cannot be read. */
export async function openWorkbook(absolute: string, packedBytes: number): Promise<Workbook> {
  const archive = await openZip(absolute, packedBytes);
  if (!archive.ok)
    return {
      ok: false,
      reason: archive.reason.startsWith("not a ZIP") ? "not an XLSX workbook, a damaged one, or one with a password" : archive.reason,
    };
  try {
    const parts = new Map(archive.members.map((member) => [member.name.toLowerCase(), member]));
    const large = archive.members.find(({ size }) => size > LARGEST_PART);
    if (large !== undefined) throw new Error("a sheet is too large for this format: save it as CSV");
    const main = await read(parts, "xl/workbook.xml");
    if (main === undefined) throw new Error("a ZIP archive that holds no workbook: name it .zip");
    const { sheets, epoch } = sheetsIn(main);
    const targets = targetsIn((await read(parts, "xl/_rels/workbook.xml.rels")) ?? "<none/>");
    const context: WorkbookContext = {
      strings: stringsIn((await read(parts, "xl/sharedstrings.xml")) ?? "<none/>"),
      formats: formatsIn(await read(parts, "xl/styles.xml")),
      epoch,
    };
    const open = sheets.map(({ name, id }, index): Sheet => {
      const path = targets.get(id) ?? `xl/worksheets/sheet${index + 1}.xml`;
      return { name, rows: async () => sheetRows((await read(parts, path)) ?? "<none/>", context) };
    });
    return { ok: true, sheets: open, epoch, close: archive.close };
  } catch (error) {
    archive.close();
    return { ok: false, reason: `${UNREADABLE}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function read(parts: ReadonlyMap<string, ZipMember>, path: string): Promise<string | undefined> {
  const part = parts.get(path.toLowerCase());
  if (part === undefined) return undefined;
  if (part.refused !== null) throw new Error(part.refused);
  return textOf(await part.open());
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return new TextDecoder("utf-8").decode(Buffer.concat(chunks));
}

function sheetsIn(xml: string): { readonly sheets: readonly { readonly name: string; readonly id: string }[]; readonly epoch: string } {
  const sheets: { name: string; id: string }[] = [];
  let epoch = "1899-12-30";
  readXml(xml, {
    open: (name, attributes) => {
      if (name === "sheet") sheets.push({ name: attributes()["name"] ?? "", id: idIn(attributes()) });
      if (name === "workbookPr" && ["1", "true"].includes(attributes()["date1904"] ?? "")) epoch = "1904-01-01";
    },
  });
  return { sheets, epoch };
}

/** `r:id`, under whatever prefix. */
function idIn(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";
}

function targetsIn(xml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  readXml(xml, {
    open: (name, attributes) => {
      const { Id: id = "", Target: target = "" } = attributes();
      if (name === "Relationship") targets.set(id, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
}

function stringsIn(xml: string): readonly string[] {
  const strings: string[] = [];
  let text = "";
  let inside = false;
  let spoken = false;
  readXml(xml, {
    open: (name) => {
      if (name === "si") text = "";
      if (name === "rPh") spoken = true;
      inside = name === "t" && !spoken;
    },
    text: (piece) => {
      if (inside) text += piece;
    },
    close: (name) => {
      inside = false;
      if (name === "rPh") spoken = false;
      if (name === "si") strings.push(unescaped(text));
    },
  });
  return strings;
}

function formatsIn(xml: string | undefined): readonly CellFormat[] {
  return xml === undefined ? [] : cellFormats(xml);
}
