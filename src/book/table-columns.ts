export type ColumnType = "VARCHAR" | "BIGINT" | "INTEGER" | "DOUBLE" | "BOOLEAN" | "DATE" | "TIMESTAMP";

export interface Column {
  readonly type: ColumnType;
  readonly doc: string;
}

/** Columns by what they hold. */
export const text = (doc: string): Column => ({ type: "VARCHAR", doc });
export const minor = (doc: string): Column => ({ type: "BIGINT", doc: `${doc}, in minor units of the row's currency` });
export const instant = (doc: string): Column => ({ type: "TIMESTAMP", doc: `${doc} (UTC)` });
export const day = (doc: string): Column => ({ type: "DATE", doc: `${doc} (a day in the company's time zone)` });
export const flag = (doc: string): Column => ({ type: "BOOLEAN", doc });
export const integer = (doc: string): Column => ({ type: "INTEGER", doc });

/** Where a row came from: `evidence` reads the file again at that line. */
export const origin = {
  file_id: integer("the file in table `files`"),
  line: integer("1-based line in that file, null where the format has no lines"),
};
