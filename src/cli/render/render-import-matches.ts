import type { ImportResult } from "../../app/import.ts";
import { count, list } from "../../core/text.ts";
import { bullet } from "./bullet.ts";
import type { ImportView } from "./import-view.ts";

const SHOWN = 10;

/** What overrides.csv did, which names were joined though spelled otherwise, and which nearly fit. Empty where there is nothing to tell. */
export function renderMatches(result: ImportResult, view: ImportView): string {
  return [overrides(result, view), byName(result, view), suggestions(result, view)].filter((section) => section !== "").join("\n\n");
}

function overrides({ overrides: { lines, rows, unused } }: ImportResult, { paint, width }: ImportView): string {
  if (lines === 0) return "";
  const idle = unused.length === 0 ? "" : ` No row needed ${unused.length === 1 ? "line" : "lines"} ${list(unused.map(String))}.`;
  return [
    paint.underline("Corrected by overrides.csv"),
    bullet(`${count(lines, "line")} gave ${count(rows, "row")} their account.${idle}`, width),
  ].join("\n");
}

function byName({ matched_by_name: matches }: ImportResult, { paint, width }: ImportView): string {
  if (matches.length === 0) return "";
  const lines = matches
    .slice(0, SHOWN)
    .map(({ source, name, account_name: accountName, rows }) =>
      bullet(`${source === "own" ? "own tables" : source}: "${name}" is taken for ${accountName} (${count(rows, "row")})`, width),
    );
  return [paint.underline("Joined by name, though spelled otherwise"), ...lines, ...rest(matches.length)].join("\n");
}

function suggestions({ suggestions: near }: ImportResult, { paint, width }: ImportView): string {
  if (near.length === 0) return "";
  const lines = near.slice(0, SHOWN).map(({ source, kind, value, rows, accounts, nearest }) => {
    const told = `${source === "" ? "" : `${source}: `}${kind} "${value}" (${count(rows, "row")}) may be ${list(accounts, "or")}`;
    const line = [source, kind, value, nearest ?? "ACCOUNT"].map(quoted).join(",");
    if (nearest === null) return bullet(`${told}, which fit equally well. In overrides.csv, with the right one: ${line}`, width);
    const first = accounts.length > 1 ? `If it is ${nearest}, the nearest` : "If so";
    return bullet(`${told}. ${first}, in overrides.csv: ${line}`, width);
  });
  const write = bullet("`echo-cs import --propose` writes all these lines into overrides.csv, commented out.", width);
  return [paint.underline("Not joined, but near"), ...lines, ...rest(near.length), write].join("\n");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function rest(all: number): string[] {
  return all > SHOWN ? [`  … ${count(all - SHOWN, "more", "more")}; --json lists them all`] : [];
}
