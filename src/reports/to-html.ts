import type { Part, ReportDocument } from "./document.ts";
import { blockHtml } from "./html-blocks.ts";
import { htmlShell } from "./html-shell.ts";
import { escapeHtml } from "./html-text.ts";
import { noteLines, noteTitle } from "./note-lines.ts";
import { SLIDES_SCRIPT } from "./slides-script.ts";

/** How the parts stand: one below the other, or as slides that the keyboard turns. */
export type HtmlLayout = "page" | "slides";

/** The report as one self-contained HTML file: no request, light and dark, fit for print. */
export async function toHtml(document: ReportDocument, layout: HtmlLayout): Promise<string> {
  const sections: string[] = [];
  for (const [index, part] of document.parts.entries()) sections.push(await sectionHtml(part, index, document, layout));
  const head = `<h1 dir="auto">${escapeHtml(document.title)}</h1><p class="subtitle" dir="auto">${escapeHtml(document.subtitle)}</p>`;
  const slides = layout === "slides";
  return htmlShell({
    title: document.title,
    brand: document.brand,
    body: `<main class="${layout}">\n${slides ? "" : `${head}\n`}${sections.join("\n")}\n</main>`,
    foot: document.foot,
    ...(slides ? { tools: DECK_BUTTONS, script: SLIDES_SCRIPT } : {}),
  });
}

const DECK_BUTTONS = `<nav class="deck" aria-label="Slides"><button id="previous" type="button" aria-label="Previous slide">‹</button><span id="where" aria-live="polite"></span><button id="next" type="button" aria-label="Next slide">›</button></nav>`;

async function sectionHtml(part: Part, index: number, document: ReportDocument, layout: HtmlLayout): Promise<string> {
  const { id, title, stage } = part;
  const blocks: string[] = [];
  for (const block of part.blocks) blocks.push(await blockHtml(block, id));
  const minutes = stage?.minutes === undefined ? "" : ` · ${stage.minutes} min`;
  const stageHtml = stage === undefined ? "" : `<p class="stage">${stage.number}. ${escapeHtml(stage.name)}${minutes}</p>`;
  const first = layout === "slides" && index === 0;
  const level = first ? "h1" : "h2";
  const subtitle = first ? `<p class="subtitle" dir="auto">${escapeHtml(document.subtitle)}</p>` : "";
  const slide = layout === "slides" ? ` class="slide" tabindex="-1"` : "";
  return `<section id="${id}"${slide} aria-label="${escapeHtml(title)}">${stageHtml}<${level} dir="auto">${escapeHtml(title)}</${level}>${subtitle}${blocks.join("")}${notesHtml(part)}</section>`;
}

function notesHtml(part: Part): string {
  const lines = noteLines(part);
  if (lines.length === 0) return "";
  return `<details class="notes"><summary>${noteTitle(part)}</summary><ul>${lines.map((line) => `<li dir="auto">${escapeHtml(line)}</li>`).join("")}</ul></details>`;
}
