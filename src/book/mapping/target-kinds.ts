import type { Choice, Kind } from "../import/adapter.ts";
import { ADAPTERS } from "../import/adapters.ts";
import { TICKET_CHOICES } from "../import/adapters/ticket-choices.ts";
import { targetTypes } from "../import/staging.ts";
import type { DataTable } from "../schema.ts";
import type { ColumnType } from "../table-columns.ts";
import { columnKind } from "./column-kind.ts";

/** Targets of `mapping` beside the table's own columns, with their SQL types: what they mean is turned into the table's columns. */
const MORE_TARGETS: Partial<Record<DataTable, Readonly<Record<string, ColumnType>>>> = { subscriptions: { mrr_minor: "BIGINT" } };

/** Names a person would write for a target. */
const ALIASES: Partial<Record<DataTable, Readonly<Record<string, string>>>> = {
  accounts: { id: "source_id", account: "source_id", domain: "domains", parent: "parent_id" },
};

/** What can be mapped onto a table: target → SQL type. */
export function mappingTargets(table: DataTable): Readonly<Record<string, string>> {
  return { ...targetTypes(table), ...MORE_TARGETS[table] };
}

/** The target that a name in `columns` means. */
export function targetNamed(table: DataTable, name: string): string {
  return ALIASES[table]?.[name] ?? name;
}

/** Columns whose values are a list of words, as the adapters spell them. */
const CHOICES = new Set(["subscriptions.interval", "surveys.kind", "interactions.kind", "interactions.status", "opportunities.kind"]);

/** How a target's cells are read where the mapping does not say: by what the column holds. */
export function defaultKind(table: DataTable, target: string): Kind {
  if (CHOICES.has(`${table}.${target}`)) return choiceOf(table, target);
  return TICKET_CHOICES[`${table}.${target}`] ?? columnKind(table, target, mappingTargets(table)[target]);
}

/** The spellings that the adapters of a table know. */
function choiceOf(table: DataTable, target: string): Choice {
  const kinds = ADAPTERS.filter((adapter) => adapter.table === table).map((adapter) => adapter.columns[target]?.kind);
  const choices = kinds.filter((kind): kind is Choice => typeof kind === "object");
  return {
    choice: Object.assign({}, ...choices.map(({ choice }) => choice)) as Choice["choice"],
    otherwise: choices[0]?.otherwise ?? "hyphens",
  };
}
