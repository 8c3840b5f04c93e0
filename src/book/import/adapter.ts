import type { DataTable } from "../schema.ts";

/** How a cell's text becomes a value; `choice` maps lower-case spellings. See kinds.ts for what each accepts. */
export type Kind =
  | "text"
  | "id"
  | "email"
  | "domains"
  | "list"
  | "int"
  | "number"
  | "boolean"
  | "day"
  | "instant"
  | "currency"
  | "money-major"
  | "money-minor"
  | Choice;

export interface Choice {
  /** Lower-case spelling → value. */
  readonly choice: Readonly<Record<string, string>>;
  /** What becomes of other spellings: refused, kept in lower case with hyphens, or this value. */
  readonly otherwise: "reject" | "hyphens" | { readonly value: string };
}

export interface ColumnRule {
  /** Headers or dotted JSON paths, in order of preference: the first that has a value. Case and punctuation do not count. */
  readonly from: readonly string[];
  readonly kind: Kind;
  /** All of `from` put together with this between, instead of the first that has a value. */
  readonly join?: string;
  /** A cell that is no such value is left out instead of its row; the file's note tells. */
  readonly lenient?: true;
}

/** Where a row says which customer it is about. Tried in this order: id, external id, e-mail, domain, name. */
export interface AccountReference {
  /** The vendor's own customer id; in lists, the first known one. */
  readonly id?: readonly string[];
  /** An id that may be any vendor's, such as a CRM id kept in the help desk. */
  readonly external?: readonly string[];
  readonly email?: readonly string[];
  readonly domain?: readonly string[];
  readonly name?: readonly string[];
  /** A cell that may hold an external id, a domain or a name: taken for each. */
  readonly any?: readonly string[];
  /** Rows that show which customer id goes with which e-mail or name: other files of the vendor join by that id alone. */
  readonly teachesIds?: boolean;
}

/** A condition across columns. */
export interface Check {
  readonly column: string;
  /** SQL over the target columns; a row for which it is false is refused. */
  readonly holds: string;
  readonly reason: string;
}

/** A list beside the records of a JSON export, such as the users of tickets. */
export interface SideLoad {
  readonly list: string;
  readonly key: string;
  /** Field of the record that holds the key. */
  readonly by: string;
}

/** What one export format is and how its columns map onto one table of the book. Declarations only: the work is SQL made from them. */
export interface Adapter {
  readonly name: string;
  readonly vendor: string;
  /** What a person would call the file: "HubSpot companies (CSV)". */
  readonly title: string;
  readonly table: DataTable;
  readonly format: "table" | "json";
  /** JSON: key of the list that holds the records; files of bare records are read too. */
  readonly container?: string;
  readonly sideLoads?: Readonly<Record<string, SideLoad>>;
  /** Headers that must be there (`A|B`: one of them) and headers that make it surer. */
  readonly recognise: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /** Target column → rule. Targets are the table's columns and the extra ones of staging.ts. */
  readonly columns: Readonly<Record<string, ColumnRule>>;
  /** Target column → SQL over the mapped columns. */
  readonly derive?: Readonly<Record<string, string>>;
  readonly account: AccountReference;
  /** Targets without which a row is refused. */
  readonly required: readonly string[];
  readonly checks?: readonly Check[];
  /** Rows of one vendor that agree in these targets are the same thing told again. */
  readonly identity: readonly string[];
  /** When the row was last changed: of repeated rows the newest is kept, else that of the last file. */
  readonly newest?: ColumnRule;
}
