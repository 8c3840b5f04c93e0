import type { DataTable } from "../schema.ts";

/** How a cell's text becomes a value; `choice` maps lower-case spellings. See kinds.ts for what each accepts. */
export type Kind =
  | "text"
  | "id"
  | "salesforce-id"
  | "email"
  | "domains"
  | "list"
  | "html"
  | "hours"
  | "minutes"
  | "int"
  | "number"
  | "percent"
  | "boolean"
  | "day"
  | "day-or-month"
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
  /**
   * Headers or dotted JSON paths, in order of preference: the first that has a value. Case and punctuation do not count. `*` in a header
   * stands for any words: `How likely*recommend*`. A path that goes on from another (`person`, `person.email`) may meet a value or an object.
   */
  readonly from: readonly string[];
  readonly kind: Kind;
  /** All of `from` put together with this between, instead of the first that has a value. */
  readonly join?: string;
  /** Times that name no zone are in the company's time zone. Without this they are UTC. */
  readonly zone?: "company";
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
  /** Cells with labels, of which one may be `customer: NAME` (or account, company, client): read like `any`. */
  readonly labels?: readonly string[];
  /** Cells with an address of one of ours: addresses of that domain among `email` tell no customer. */
  readonly ours?: readonly string[];
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

/** Rows that are no records, such as a second line of headers: left out, and told in the note, where the first of these headers with a value holds one of `values`. */
export interface Skipped {
  readonly from: readonly string[];
  /** Lower case. */
  readonly values: readonly string[];
  readonly what: string;
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
  /** Headers that must be there (`A|B`: one of them), headers that make it surer, and headers that show it is something else. */
  readonly recognise: { readonly required: readonly string[]; readonly optional: readonly string[]; readonly excluded?: readonly string[] };
  /** Target column → rule. Targets are the table's columns and the extra ones of staging.ts. */
  readonly columns: Readonly<Record<string, ColumnRule>>;
  /** Target column → SQL over the mapped columns, and over `ref`, what the row says of its customer. */
  readonly derive?: Readonly<Record<string, string>>;
  readonly account: AccountReference;
  /** Targets without which a row is refused. */
  readonly required: readonly string[];
  readonly checks?: readonly Check[];
  readonly skip?: Skipped;
  /** Rows of one vendor that agree in these targets are the same thing told again. */
  readonly identity: readonly string[];
  /** When the row was last changed: of repeated rows the newest is kept, else that of the last file. */
  readonly newest?: ColumnRule;
  /** In place of `newest`: SQL of a timestamp over the mapped columns; of repeated rows that with the greatest is kept. */
  readonly order?: string;
  /** SQL over the mapped columns of rows that are no record of the table, `what` they are. Where one is the kept one of its repeats, nothing of them stays. */
  readonly drop?: { readonly when: string; readonly what: string };
  /** What everyone who uses such a file should know of it. */
  readonly note?: string;
}
