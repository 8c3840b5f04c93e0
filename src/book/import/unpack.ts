import { pipeline } from "node:stream/promises";
import { removeAny, statIfAny, writeStream } from "../../core/files.ts";
import { clean } from "../../core/text.ts";
import { type ExportFile, formatFault, UNREADABLE } from "./export-files.ts";
import type { Scratch } from "./scratch.ts";
import { sheetCsv } from "./sheet-csv.ts";
import { openWorkbook } from "./workbook.ts";
import { openZip, type ZipMember } from "./zip-archive.ts";

/**
 * The files to be read, in order: members of a ZIP archive as `archive.zip/member`, sheets of a workbook that has several as
 * `book.xlsx/sheet`. Each is unpacked when it is its turn and removed when the next is asked for, so that an archive takes the room of
 * its largest member. What cannot be unpacked comes with the reason it is refused.
 */
export async function* unpacked(files: Iterable<ExportFile>, scratch: Scratch): AsyncGenerator<ExportFile> {
  for (const file of files) yield* unpackedFile(file, scratch, false);
}

async function* unpackedFile(file: ExportFile, scratch: Scratch, nested: boolean): AsyncGenerator<ExportFile> {
  if (file.refused !== null) yield file;
  else if (/\.zip$/i.test(file.path)) {
    if (nested) yield { ...file, refused: "an archive inside an archive: unpack it" };
    else yield* archiveMembers(file, scratch);
  } else if (/\.xlsx$/i.test(file.path)) yield* workbookSheets(file, scratch);
  else yield file;
}

async function* archiveMembers(file: ExportFile, scratch: Scratch): AsyncGenerator<ExportFile> {
  const archive = await openZip(file.absolute, file.size);
  if (!archive.ok) {
    yield { ...file, refused: archive.reason };
    return;
  }
  try {
    if (archive.members.length === 0) yield { ...file, refused: "the archive is empty" };
    for (const member of archive.members) {
      const inside = { ...file, path: `${file.path}/${clean(member.name)}`, size: member.size };
      const path = scratch.path(suffixOf(member.name));
      const refused = member.refused ?? formatFault(inside.path, member.size) ?? (await unpackTo(path, member));
      try {
        yield* unpackedFile({ ...inside, absolute: path, refused }, scratch, true);
      } finally {
        await removeAny(path);
      }
    }
  } finally {
    archive.close();
  }
}

/** Readers go by the end of the name. */
function suffixOf(name: string): string {
  return /(\.[a-z]{2,7})?(\.gz)?$/i.exec(name)?.[0].toLowerCase() ?? "";
}

async function unpackTo(path: string, member: ZipMember): Promise<string | null> {
  try {
    await pipeline(await member.open(), writeStream(path));
    return null;
  } catch (error) {
    return `it could not be unpacked: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function* workbookSheets(file: ExportFile, scratch: Scratch): AsyncGenerator<ExportFile> {
  const book = await openWorkbook(file.absolute, file.size);
  if (!book.ok) {
    yield { ...file, refused: book.reason };
    return;
  }
  try {
    const names = new Set<string>();
    for (const sheet of book.sheets) {
      const path = scratch.path(".csv");
      const name = book.sheets.length === 1 ? "" : `/${uniqueName(clean(sheet.name), names)}`;
      try {
        yield await sheetFile({ ...file, path: `${file.path}${name}` }, path, sheet.rows(), book.epoch);
      } finally {
        await removeAny(path);
      }
    }
    if (book.sheets.length === 0) yield { ...file, refused: "the workbook has no sheets" };
  } finally {
    book.close();
  }
}

async function sheetFile(
  file: ExportFile,
  path: string,
  reading: Promise<Parameters<typeof sheetCsv>[0]>,
  epoch: string,
): Promise<ExportFile> {
  try {
    const rows = await reading;
    if (rows.length === 0) return { ...file, refused: "the sheet is empty" };
    const { lines, note } = sheetCsv(rows);
    await pipeline(lines, writeStream(path));
    return { ...file, absolute: path, size: (await statIfAny(path))?.size ?? 0, sheet: { epoch, note } };
  } catch (error) {
    return { ...file, refused: `${UNREADABLE}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let copy = 2; taken.has(unique); copy += 1) unique = `${name} (${copy})`;
  taken.add(unique);
  return unique;
}
