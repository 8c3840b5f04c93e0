import type { Adapter } from "../src/book/import/adapter.ts";
import { ADAPTERS } from "../src/book/import/adapters.ts";
import { table } from "./doc-tables.ts";

/** Every export format: the table it fills, the headers it is known by, and where each column comes from. One section a vendor. */
export function adapterTables(): string {
  const vendors = [...new Set(ADAPTERS.map((adapter) => adapter.vendor))].sort();
  return vendors
    .map((vendor) =>
      section(
        vendor,
        ADAPTERS.filter((adapter) => adapter.vendor === vendor),
      ),
    )
    .join("\n\n");
}

function section(vendor: string, adapters: readonly Adapter[]): string {
  const rows = adapters.map((adapter) => [adapter.title, `\`${adapter.table}\``, required(adapter), columns(adapter)]);
  const title = vendor === "own" ? "ECHO's own tables, and other plain files" : `${vendor.charAt(0).toUpperCase()}${vendor.slice(1)}`;
  return `### ${title}\n\n${table(["What", "Into", "Known by", "Columns read"], rows)}`;
}

function required({ recognise }: Adapter): string {
  return recognise.required.map((header) => code(header.split("|").join(" or "))).join(", ");
}

function columns(adapter: Adapter): string {
  return Object.entries(adapter.columns)
    .map(([target, { from }]) => `${target} ← ${code(from.slice(0, 2).join(", "))}`)
    .join("; ");
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|").replaceAll("`", "'")}\``;
}
