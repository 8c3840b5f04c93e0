import type { Day } from "../../core/days.ts";
import type { Part, ReportDocument } from "../document.ts";
import { blockHtml } from "../html-blocks.ts";
import { htmlShell } from "../html-shell.ts";
import { escapeHtml } from "../html-text.ts";
import { noteLines } from "../note-lines.ts";
import type { PageAccount } from "./page-account.ts";
import { pageData } from "./page-data.ts";
import { BOOK_SCRIPT } from "./page-script.ts";
import { BOOK_STYLE } from "./page-style.ts";

export interface BookPage {
  /** The summary above the table. */
  readonly document: ReportDocument;
  readonly asOf: Day;
  /** The reporting currency. */
  readonly currency: string;
  /** In the order of their names. */
  readonly accounts: readonly PageAccount[];
}

/**
 * The review of a book as one HTML file that asks the network for nothing: the summary, then every account in a table that sorts and filters,
 * each with a panel that has an address of its own (`#account=acme`). Only the rows in view are drawn.
 */
export async function bookPage({ document, asOf, currency, accounts }: BookPage): Promise<string> {
  const sections: string[] = [];
  for (const part of document.parts) sections.push(await sectionHtml(part));
  const head = `<h1 dir="auto">${escapeHtml(document.title)}</h1><p class="subtitle" dir="auto">${escapeHtml(document.subtitle)}</p>`;
  const [first = "", ...rest] = sections;
  return htmlShell({
    title: document.title,
    brand: document.brand,
    style: BOOK_STYLE,
    body: `<main class="page book">\n${head}\n${first}\n${TABLE}\n<div class="cols">\n${rest.join("\n")}\n</div>\n</main>\n${PANEL}\n<script type="application/json" id="book-data">${pageData(accounts, asOf, currency)}</script>`,
    foot: document.foot,
    script: BOOK_SCRIPT,
  });
}

async function sectionHtml(part: Part): Promise<string> {
  const blocks: string[] = [];
  for (const block of part.blocks) blocks.push(await blockHtml(block, part.id));
  const lines = noteLines(part);
  const notes =
    lines.length === 0
      ? ""
      : `<details class="notes"><summary>Notes and Facts</summary><ul>${lines.map((line) => `<li dir="auto">${escapeHtml(line)}</li>`).join("")}</ul></details>`;
  return `<section id="${part.id}" aria-labelledby="${part.id}-title"><h2 id="${part.id}-title" dir="auto">${escapeHtml(part.title)}</h2>${blocks.join("")}${notes}</section>`;
}

const select = (id: string, label: string, none: string, options = ""): string =>
  `<label for="${id}">${label}<select id="${id}" autocomplete="off"><option value="">${none}</option>${options}</select></label>`;

const TABLE = `<section id="all-accounts" aria-labelledby="accounts-title"><h2 id="accounts-title">All accounts</h2>
<noscript><p class="callout missing">The table of accounts needs JavaScript; the summary below does without.</p></noscript>
<div class="filters" role="search" aria-label="Filter the accounts">
<label for="search">Search<input id="search" type="search" autocomplete="off" placeholder="account, id, success manager"></label>
${select("tier", "Health", "any")}${select("segment", "Segment", "any")}${select("csm", "Success manager", "anybody")}${select("signal", "Signal", "any")}${select("renews", "Renews within", "any time", '<option value="30">30 days</option><option value="60">60 days</option><option value="90">90 days</option><option value="180">180 days</option>')}
<button type="button" id="clear">Clear</button>
</div>
<p id="found" role="status"></p>
<div class="accounts" id="accounts" role="region" aria-label="Accounts, a row each" tabindex="0"><table aria-describedby="found"><thead><tr id="accounts-head" aria-rowindex="1"></tr></thead><tbody id="accounts-body"></tbody></table></div>
<p class="note">Arrow keys move between accounts, Enter opens one, the headings sort. The address of an opened account can be shared.</p>
</section>`;

const PANEL = `<dialog class="panel" id="panel" aria-labelledby="panel-name"><header><h2 id="panel-name" dir="auto"></h2><button type="button" id="panel-close">Close</button></header><div id="panel-body"></div></dialog>`;
