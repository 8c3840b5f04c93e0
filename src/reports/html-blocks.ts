import { chartSvg } from "./charts/chart-svg.ts";
import { chartTable } from "./charts/chart-table.ts";
import type { Block, ChecklistItem, KeyFigure, TableBlock, Tone } from "./document.ts";
import { escapeHtml, wordsHtml } from "./html-text.ts";

const SIGNS: Readonly<Record<Tone, string>> = { good: "✓ Good", bad: "! Needs attention", missing: "? Not known", neutral: "Note" };

/** One block as HTML; `scope` begins the ids it makes, so that they are unique on the page. */
export async function blockHtml(block: Block, scope: string): Promise<string> {
  switch (block.kind) {
    case "heading":
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case "paragraph":
      return `<p dir="auto">${wordsHtml(block.words)}</p>`;
    case "bullets":
      return `<ul>${block.items.map((item) => `<li dir="auto">${wordsHtml(item)}</li>`).join("")}</ul>`;
    case "table":
      return tableHtml(block);
    case "figures":
      return `<dl class="figures">${block.figures.map(figureHtml).join("")}</dl>`;
    case "chart": {
      const { header, rows } = chartTable(block.chart);
      const id = `${scope}-${block.chart.id}`;
      const svg = await chartSvg({ ...block.chart, id });
      return `<figure class="chart" aria-labelledby="${id}-title"><figcaption id="${id}-title">${escapeHtml(block.chart.title)}</figcaption>${svg}<details class="values"><summary>The values</summary>${plainTable(header, rows, block.chart.title)}</details></figure>`;
    }
    case "callout":
      return `<p class="callout ${block.tone}" dir="auto"><strong>${SIGNS[block.tone]}.</strong> ${wordsHtml(block.words)}</p>`;
    case "checklist":
      return `<ul class="checklist">${block.items.map(itemHtml).join("")}</ul>`;
  }
}

function tableHtml({ caption, columns, rows }: TableBlock): string {
  const side = (index: number): string => (columns[index]?.align === "right" ? ' class="right"' : "");
  const head = columns.map(({ title }, index) => `<th scope="col"${side(index)}>${escapeHtml(title)}</th>`).join("");
  const body =
    rows.length === 0
      ? `<tr><td colspan="${columns.length}">None.</td></tr>`
      : rows.map((row) => `<tr>${row.map((cell, index) => `<td dir="auto"${side(index)}>${wordsHtml(cell)}</td>`).join("")}</tr>`).join("");
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function plainTable(header: readonly string[], rows: readonly (readonly string[])[], caption: string): string {
  const head = header.map((title) => (title === "" ? "<td></td>" : `<th scope="col">${escapeHtml(title)}</th>`)).join("");
  const body = rows
    .map(
      ([first = "", ...rest]) =>
        `<tr><th scope="row">${escapeHtml(first)}</th>${rest.map((cell) => `<td class="right">${escapeHtml(cell)}</td>`).join("")}</tr>`,
    )
    .join("");
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function figureHtml({ label, value, note, tone }: KeyFigure): string {
  const sign = tone === undefined || tone === "neutral" ? "" : ` <span class="sign">${SIGNS[tone].slice(0, 1)}</span>`;
  return `<div class="${tone ?? "neutral"}"><dt>${escapeHtml(label)}</dt><dd>${wordsHtml(value)}${sign}</dd>${note === undefined ? "" : `<dd class="note">${wordsHtml(note)}</dd>`}</div>`;
}

function itemHtml({ what, owner, due, done }: ChecklistItem): string {
  const who = [owner, due].filter((part) => part !== undefined).map(escapeHtml);
  return `<li dir="auto"><span aria-hidden="true">${done ? "☑" : "☐"}</span><span class="sr">${done ? "Done: " : "To do: "}</span> ${wordsHtml(what)}${who.length === 0 ? "" : ` <span class="note">${who.join(" · ")}</span>`}</li>`;
}
