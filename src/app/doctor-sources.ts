import { ageText } from "../book/sources/age-text.ts";
import type { SourceCheck } from "../book/sources/check-source.ts";
import type { Variables } from "../book/sources/source-address.ts";
import { EchoError } from "../core/errors.ts";
import { list } from "../core/text.ts";
import type { Deps } from "./deps.ts";
import { type Check, failed } from "./doctor-check.ts";
import { listSources, lookAtSource, type SourceLine } from "./sources.ts";

/** An engine that does not answer within this is told as one that does not. */
const CONNECT_MS = 5000;

/** Whether each source of echo.yaml can be asked, and how old its rows are; with `online` its engine is asked. */
export async function checkSources(deps: Deps, variables: Variables, online: boolean): Promise<Check[]> {
  const checks: Check[] = [];
  for (const line of await listSources(deps, variables)) checks.push(await checkOne(deps, line, variables, online));
  return checks;
}

async function checkOne(deps: Deps, line: SourceLine, variables: Variables, online: boolean): Promise<Check> {
  const name = `source ${line.source}`;
  const pulled = line.pulled_at === null ? "never pulled" : `pulled ${ageText(line.age_hours)}`;
  if (line.problem !== null) return { name, status: "fail", detail: `${line.problem.message}; ${pulled}`, fix: line.problem.fix };
  if (!online) return { name, status: "ok", detail: `${line.engine ?? ""}, not asked; ${pulled}`, fix: null };
  try {
    const check = await lookAtSource(deps, line.source, variables, CONNECT_MS);
    if (check.fault !== null) return { name, status: "fail", detail: check.fault.message, fix: check.fault.fix };
    const extra = excess(check);
    const detail = `${line.engine ?? ""} answers${check.read_only ? ", read-only" : ""}; ${pulled}`;
    if (extra !== null)
      return { name, status: "warn", detail: `${detail}; ${extra}`, fix: "`echo-cs sources --sql role` prints a role that only reads." };
    return line.pulled_at === null ? { name, status: "warn", detail, fix: "echo-cs import" } : { name, status: "ok", detail, fix: null };
  } catch (error) {
    if (error instanceof EchoError) return failed(name, error);
    throw error;
  }
}

/** What the role may do that it need not. */
function excess({ role }: SourceCheck): string | null {
  if (role.superuser) return `the role ${role.name} is a superuser`;
  return role.writable === null || role.writable.length === 0 ? null : `the role ${role.name} may write to ${list(role.writable)}`;
}
