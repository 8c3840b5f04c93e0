import type { MappedColumn, MappingEntry } from "../../config/mapping-section.ts";
import type { Kind } from "../import/adapter.ts";
import { isKindName, KIND_NAMES, kindSql } from "../import/kinds.ts";
import type { DataTable } from "../schema.ts";
import type { MappingFault } from "./mapping-fault.ts";
import { nearestColumns } from "./nearest-name.ts";
import { TABLE_NEEDS } from "./table-needs.ts";
import { defaultKind, mappingTargets, targetNamed } from "./target-kinds.ts";

/** One column of a mapping: what it fills, from which headers, read as what. */
export interface TypedColumn {
  readonly target: string;
  /** As written in echo.yaml, for telling where it stands. */
  readonly written: string;
  readonly from: readonly string[];
  readonly kind: Kind;
}

type Path = readonly (string | number)[];

/** The columns of an entry with their kinds, or what is wrong with one of them. */
export function checkColumns(
  table: DataTable,
  entry: MappingEntry,
  path: Path,
): { readonly columns: readonly TypedColumn[] } | { readonly fault: MappingFault } {
  const targets = mappingTargets(table);
  const columns: TypedColumn[] = [];
  for (const [written, column] of Object.entries(entry.columns ?? {})) {
    const at = [...path, "columns", written];
    const target = targetNamed(table, written);
    if (!(target in targets)) return { fault: unknownColumn(table, written, at, Object.keys(targets)) };
    const kind = kindOf(table, target, column, at);
    if ("fault" in kind) return kind;
    columns.push({ target, written, from: column.from, kind: kind.kind });
  }
  const missing =
    entry.columns === undefined
      ? undefined
      : lacking(
          table,
          columns.map(({ target }) => target),
        );
  if (missing !== undefined)
    return {
      fault: {
        code: "mapping-lacks-column",
        message: `mapping of ${entry.file}: ${missing}`,
        path: [...path, "columns"],
        at: "key",
        fix: "Map it, or build it with `sql:`.",
      },
    };
  return { columns };
}

/** What a table needs and these targets do not give, in words. */
export function lacking(table: DataTable, targets: readonly string[]): string | undefined {
  const group = TABLE_NEEDS[table].oneOf.find((names) => !names.some((name) => targets.includes(name)));
  if (group !== undefined) return `${table} needs ${group.join(" or ")}`;
  const onlyPrice = table === "subscriptions" && !targets.includes("arr_minor") && !targets.includes("mrr_minor");
  return onlyPrice && !targets.includes("interval")
    ? "subscriptions needs interval beside amount_minor, or arr_minor or mrr_minor"
    : undefined;
}

function unknownColumn(table: DataTable, written: string, path: Path, targets: readonly string[]): MappingFault {
  const fix =
    written === "account" || written === "account_id"
      ? "The customer goes under `account:`, beside `columns:`."
      : "Correct the line named here.";
  return {
    code: "unknown-column",
    message: `mapping: the table ${table} has no column "${written}"`,
    path,
    at: "key",
    found: written,
    allowed: targets,
    near: nearestColumns(table, written, targets),
    fix,
  };
}

function kindOf(
  table: DataTable,
  target: string,
  column: MappedColumn,
  path: Path,
): { readonly kind: Kind } | { readonly fault: MappingFault } {
  const unknown = Object.keys(column).find((key) => !["from", "kind", "values"].includes(key));
  if (unknown !== undefined)
    return {
      fault: {
        code: "unknown-mapping-key",
        message: `mapping: a column has no key "${unknown}"`,
        path: [...path, unknown],
        at: "key",
        found: unknown,
        allowed: ["from", "kind", "values"],
      },
    };
  const { kind: name, values } = "kind" in column || "values" in column ? column : { kind: undefined, values: undefined };
  if (values !== undefined) {
    const choice = Object.fromEntries(Object.entries(values).map(([spelling, value]) => [spelling.toLowerCase(), value]));
    return { kind: { choice, otherwise: "reject" } };
  }
  if (name === undefined) return { kind: defaultKind(table, target) };
  if (!isKindName(name))
    return {
      fault: {
        code: "unknown-kind",
        message: `mapping: there is no kind "${name}"`,
        path: [...path, "kind"],
        at: "value",
        found: name,
        allowed: KIND_NAMES,
      },
    };
  const wanted = mappingTargets(table)[target] ?? "VARCHAR";
  if (wanted === "VARCHAR" || kindSql(name).type === wanted) return { kind: name };
  const fitting = KIND_NAMES.filter((candidate) => isKindName(candidate) && kindSql(candidate).type === wanted);
  return {
    fault: {
      code: "wrong-kind",
      message: `mapping: ${table}.${target} cannot hold the kind "${name}"`,
      path: [...path, "kind"],
      at: "value",
      allowed: fitting,
      fix: "Take one of the kinds named here.",
    },
  };
}
