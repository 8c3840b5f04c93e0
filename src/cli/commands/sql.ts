import { Command, InvalidArgumentError, Option } from "commander";
import type { Io, SetExit } from "../io.ts";
import { withExamples, withWorkspace } from "../options.ts";
import type { SqlFlags } from "./sql-run.ts";

/** Declares `echo-cs sql`; what it does is loaded when it runs. */
export function sqlCommand(io: Io, setExit: SetExit): Command {
  const command = withWorkspace(new Command("sql"))
    .summary("ask the book's tables in SQL")
    .description(
      "Runs one SELECT over the tables that all answers come from (docs/tables.md lists them; `show tables` and `describe accounts` work too). It can read these and nothing else: no files, no network, no changes. Money is in minor units of the row's currency; instants are UTC, and day_of(instant) is the company's day. It sees all rows, whatever their date.",
    )
    .argument("<select>", "the statement, or - to read it from standard input")
    .addOption(new Option("--format <format>", "how rows are printed").choices(["table", "csv", "json", "ndjson"]))
    .option("--limit <rows>", "print at most so many rows, 0 for all", rowLimit, 1000)
    .action(async (select: string, flags: SqlFlags) => {
      const { runSqlCommand } = await import("./sql-run.ts");
      setExit(await runSqlCommand(select, flags, io));
    });
  return withExamples(
    command,
    'echo-cs sql "select name, csm from accounts order by name" --demo',
    'echo-cs sql "select account, currency, sum(arr_minor) / 100 as arr from subscriptions where ended_at is null group by all order by arr desc" --format csv',
    "cat report.sql | echo-cs sql - --format ndjson",
  );
}

function rowLimit(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It is no whole number of rows, such as 100.");
  return Number(text);
}
