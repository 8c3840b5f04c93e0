import { join } from "node:path";
import { waiverSchema, waiversSchema } from "../config/check-section.ts";
import type { Workspace } from "../config/workspace.ts";
import { DataError, type Place } from "../core/errors.ts";
import { readTextIfAny } from "../core/files.ts";
import { parseYaml, yamlPlace } from "../core/parse-yaml.ts";
import { nearest } from "../core/text.ts";
import { type KnownAccount, matchAccount } from "../domain/accounts/match-account.ts";
import type { Severity } from "../domain/brief/brief.ts";
import type { Rule } from "../domain/standards/rule.ts";
import { severityNamed } from "../domain/standards/severity.ts";
import type { Waiver } from "../domain/standards/waivers.ts";

export const WAIVERS_FILE = "check-waivers.yaml";

/** The severity of each rule by id as echo.yaml weighs it; null where it is off. Throws DataError for a rule that does not exist. */
export async function severities(workspace: Workspace, rules: readonly Rule[]): Promise<Map<string, Severity | null>> {
  const weighed = new Map<string, Severity | null>(rules.map(({ id, severity }) => [id, severity]));
  const { configPath } = workspace;
  for (const [name, word] of Object.entries(workspace.config.check?.rules ?? {})) {
    const rule = ruleCalled(rules, name);
    if (rule === undefined)
      throw unknownRule(name, rules, await placeIn(configPath, (text, file) => yamlPlace(text, file, ["check", "rules", name], "key")));
    weighed.set(rule.id, word === false || word === "off" ? null : (severityNamed(word) ?? rule.severity));
  }
  return weighed;
}

/**
 * The waivers of echo.yaml and check-waivers.yaml. Throws DataError with the line of one that has no last day or reason, or names a rule or an
 * account that does not exist.
 */
export async function loadWaivers(workspace: Workspace, rules: readonly Rule[], accounts: readonly KnownAccount[]): Promise<Waiver[]> {
  const file = join(workspace.root, WAIVERS_FILE);
  const text = await readTextIfAny(file);
  const listed = text === undefined || /^\s*(#.*\s*)*$/.test(text) ? [] : parseYaml(text, file, waiversSchema);
  const configured = workspace.config.check?.waivers ?? [];
  const configText = workspace.configPath === undefined ? "" : ((await readTextIfAny(workspace.configPath)) ?? "");
  return [
    ...configured.map((entry, index) =>
      waiverOf(
        entry,
        yamlPlace(configText, workspace.configPath ?? "echo.yaml", ["check", "waivers", index]),
        "echo.yaml",
        rules,
        accounts,
      ),
    ),
    ...listed.map((entry, index) => waiverOf(entry, yamlPlace(text ?? "", file, [index]), WAIVERS_FILE, rules, accounts)),
  ];
}

function waiverOf(given: unknown, place: Place, file: string, rules: readonly Rule[], accounts: readonly KnownAccount[]): Waiver {
  const parsed = waiverSchema.safeParse(given);
  if (!parsed.success) throw badWaiver(parsed.error.issues[0]?.message ?? "does not fit", place);
  const entry = parsed.data;
  const rule = ruleCalled(rules, entry.rule);
  if (rule === undefined) throw unknownRule(entry.rule, rules, place);
  return {
    rule: rule.id,
    account: entry.account === undefined ? null : accountCalled(entry.account, accounts, place),
    subject: entry.subject ?? null,
    until: entry.until,
    reason: entry.reason,
    file,
    line: place.line ?? 1,
  };
}

function badWaiver(what: string, place: Place): DataError {
  return new DataError({
    code: "bad-waiver",
    message: `${place.file}:${place.line ?? 1}: ${what}.`,
    allowed: ['{rule: VA-11, account: Acme Corp, until: "2027-01-31", reason: sponsor on leave}'],
    fix: "Give every waiver a rule, a last day and a reason; account and subject are optional.",
    place,
  });
}

function accountCalled(text: string, accounts: readonly KnownAccount[], place: Place): string {
  const match = matchAccount(text, accounts);
  if (match.kind === "one") return match.account.account;
  throw new DataError({
    code: "unknown-account",
    message: `${place.file}:${place.line ?? 1}: ${match.kind === "none" ? `there is no account "${text}"` : `several accounts are called "${text}"`}.`,
    found: text,
    allowed: match.kind === "none" ? match.near : match.candidates.map(({ account }) => account),
    fix: "Correct the waiver, or remove it.",
    place,
  });
}

function ruleCalled(rules: readonly Rule[], text: string): Rule | undefined {
  return rules.find(({ id, name }) => id.toLowerCase() === text.toLowerCase() || name === text.toLowerCase());
}

function unknownRule(text: string, rules: readonly Rule[], place: Place | undefined): DataError {
  return new DataError({
    code: "unknown-rule",
    message: `${place === undefined ? "echo.yaml" : `${place.file}:${place.line ?? 1}`}: there is no rule "${text}".`,
    found: text,
    allowed: nearest(text, [...rules.map(({ id }) => id), ...rules.map(({ name }) => name)]),
    fix: "`echo-cs check --list-rules` lists them.",
    place,
  });
}

async function placeIn(file: string | undefined, find: (text: string, file: string) => Place): Promise<Place | undefined> {
  const text = file === undefined ? undefined : await readTextIfAny(file);
  return file === undefined || text === undefined ? undefined : find(text, file);
}
