import type { ChalkInstance } from "chalk";
import type { ReleaseDraft } from "../../app/release-drafts.ts";
import type { AskingAccount, AwaitedFeature, ReleasedFeature, ReleasesReport } from "../../app/releases.ts";
import { count } from "../../core/text.ts";
import { formatMoney } from "../../domain/facts/format-value.ts";
import { cleanScreen } from "./clean-screen.ts";
import { table } from "./table.ts";
import { wrap } from "./wrap.ts";

interface View {
  readonly paint: ChalkInstance;
  readonly width: number;
}

const LISTED = 12;

/** What shipped with who asked, what is waited for, and the drafts that were written. */
export function renderReleases(
  { features, awaited, days, as_of: asOf, requests, releases }: Omit<ReleasesReport, "age">,
  drafts: readonly ReleaseDraft[] | undefined,
  { paint, width }: View,
): string {
  const parts = features.map((feature) => shipped(feature, { paint, width }));
  if (features.length === 0)
    parts.push(
      wrap(
        requests === 0
          ? "The book holds no feature requests, so nothing can be told of what shipped. Add an export of requests (with a shipping day, or with releases that name their ids)."
          : `Nothing that was asked for shipped in the ${days} days to ${asOf}. The book holds ${count(requests, "request")} and ${count(releases, "release")}.`,
        width,
      ),
    );
  if (awaited !== undefined) parts.push(waiting(awaited, paint));
  if (drafts !== undefined)
    parts.push(
      written(
        drafts,
        features.some(({ accounts }) => accounts.length > 0),
        { paint, width },
      ),
    );
  const untold = features.reduce((sum, { by, accounts }) => sum + (by === "named" ? 0 : accounts.filter(isUntold).length), 0);
  if (drafts === undefined && untold > 0)
    parts.push(
      paint.dim(wrap(`${count(untold, "message")} not drafted yet: \`echo-cs releases --draft\` writes them, and you send them.`, width)),
    );
  return `${cleanScreen(paint, parts.join("\n\n"))}\n`;
}

function isUntold({ told_on: told }: AskingAccount): boolean {
  return told === null;
}

function shipped({ title, shipped_on: on, release, by, accounts }: ReleasedFeature, { paint, width }: View): string {
  const from = release === null ? "" : `, ${release}`;
  const doubt = by === "named" ? ` ${paint.yellow("likely: the release notes name it, no request says so")}` : "";
  const head = `${paint.bold(title)}  ${paint.dim(`shipped ${on}${from}`)}${doubt}`;
  if (accounts.length === 0) return `${wrap(head, width)}\n  nobody is known to have asked for it`;
  const lines = accounts.map(({ name, arr_minor: arr, currency, requests, tickets, told_on: told }) => {
    const where = [
      ...(requests.length === 0 ? [] : [`request ${some(requests)}`]),
      ...(tickets.length === 0 ? [] : [`${tickets.length === 1 ? "ticket" : "tickets"} ${some(tickets)}`]),
    ].join(", ");
    const money = arr === null ? "" : `, ${formatMoney(arr, currency)}`;
    const state = told === null ? paint.yellow("not told") : paint.dim(`draft of ${told}`);
    return `  ${wrap(`${name}${money}: ${where}; ${state}`, width - 2, 4)}`;
  });
  return [wrap(head, width), ...lines].join("\n");
}

function waiting(awaited: readonly AwaitedFeature[], paint: ChalkInstance): string {
  if (awaited.length === 0) return "Nothing else is waited for.";
  const rows = awaited
    .slice(0, LISTED)
    .map(({ title, status, accounts, first_on: on }) => [
      String(accounts.length),
      on ?? "undated",
      status.join(", ") || "no status",
      title,
    ]);
  const more = awaited.length > LISTED ? `\n${paint.dim(`… and ${awaited.length - LISTED} more`)}` : "";
  return `${paint.bold("Still waited for")} ${paint.dim("(status as the export has it today)")}\n${table(["Accounts", "Since", "Status", "Asked for"], rows, [0])}${more}`;
}

function written(drafts: readonly ReleaseDraft[], hasAskers: boolean, { paint, width }: View): string {
  if (drafts.length === 0)
    return paint.dim(
      hasAskers
        ? "No drafts to write: everybody who asked has been told."
        : "No drafts to write: nothing that shipped is known to be asked for.",
    );
  const lines = drafts.map(({ account, feature, file, held }) =>
    file === null ? `  ${wrap(`${paint.yellow("held back")} ${account}, ${feature}: ${held ?? ""}`, width - 2, 4)}` : `  ${file}`,
  );
  const made = drafts.filter(({ file }) => file !== null).length;
  return `${paint.bold(`${count(made, "draft")} written`)}; read, change and send them yourself\n${lines.join("\n")}`;
}

function some(ids: readonly string[]): string {
  return ids.length <= 3 ? ids.join(", ") : `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more`;
}
