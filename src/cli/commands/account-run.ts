import { accountPage } from "../../app/account.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";
import { printReport, type ReportFlags } from "./account-report-print.ts";

export interface AccountFlags extends BookFlags, ReportFlags {}

/** Runs `account` and prints the page, or writes it. */
export async function runAccount(account: string, flags: AccountFlags, io: Io): Promise<ExitCode> {
  const deps = await wire(io, flags);
  const { page, document, age } = await accountPage(deps, { account, asOf: flags.asOf, health: flags.health });
  sayAge(deps.log, page.as_of, age);
  await printReport({ data: page, document, name: `account-${page.account}` }, flags, deps, io);
  return EXIT.ok;
}
