import type { Adapter } from "../import/adapter.ts";
import type { RawTable } from "../import/raw-table.ts";
import type { FileShape } from "../import/recognise.ts";
import type { Database } from "../snapshot/database.ts";
import type { FileMapping } from "./file-mapping.ts";
import { fileView } from "./file-view.ts";
import { mappingAdapter } from "./mapping-adapter.ts";
import { type MappingFault, mappingNote } from "./mapping-fault.ts";
import { wholeFile } from "./whole-file.ts";

type Mapped = { readonly adapter: Adapter; readonly confidence: number; readonly raw: RawTable } | { readonly reason: string };

/** Reads a file as its mapping says: its rows, or those that the mapping's SQL makes of them, and the adapter that types them. */
export async function mappedRows(
  db: Database,
  mapping: FileMapping,
  path: string,
  shape: FileShape,
  read: (adapter: Adapter) => Promise<RawTable>,
): Promise<Mapped> {
  const { entry, table, index } = mapping;
  const refuse = (fault: MappingFault): Mapped => ({ reason: mappingNote(fault, mapping.config) });
  if (table === null) return { reason: "skipped, as echo.yaml says" };
  const confidence = entry.confidence ?? 1;
  if (entry.sql === undefined) {
    const made = mappingAdapter(mapping, table, path, shape);
    return "fault" in made ? refuse(made.fault) : { adapter: made.adapter, confidence, raw: await read(made.adapter) };
  }
  const view = await fileView(db, await read(wholeFile(shape)), entry.sql);
  if ("reason" in view)
    return refuse({ code: "mapping-sql", message: `sql: ${view.reason}`, path: ["mapping", index, "sql"], at: "value" });
  const made = mappingAdapter(mapping, table, path, { format: "table", keys: [...view.raw.columns.values()].map(({ header }) => header) });
  return "fault" in made ? refuse(made.fault) : { adapter: made.adapter, confidence, raw: view.raw };
}
