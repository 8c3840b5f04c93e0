import type { Place } from "../../core/errors.ts";
import type { DataTable } from "../schema.ts";
import type { Address } from "./source-address.ts";
import type { SingleSelect } from "./single-select.ts";

/** A table of the book that comes from SQL on an engine, as echo.yaml and the environment have it. */
export interface Source {
  readonly name: string;
  readonly table: DataTable;
  readonly address: Address;
  readonly select: SingleSelect;
  /** Where an offset of the SQL is to be found by a person. */
  readonly placeOf: (offset: number) => Place;
  readonly watermark: { readonly column: string; readonly overlap: Overlap } | null;
  readonly statementTimeoutMs: number;
  /** PEM text of the authority that signed the engine's certificate. */
  readonly ca: string | undefined;
  readonly via: "auto" | "copy" | "cursor";
  readonly timeZone: string;
}

/** How far before the watermark the next pull begins; null for the usual of its kind. */
export type Overlap = { readonly seconds: number } | { readonly steps: number } | null;
