import { clean } from "../core/text.ts";
import { factLine } from "./note-lines.ts";
import { piecesOf, type Words } from "./words.ts";

/** Text from anywhere as HTML text or attribute value: what it holds shows and never takes effect. */
export function escapeHtml(text: string): string {
  return clean(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A sentence as HTML: a cited value tells its Facts on hover. */
export function wordsHtml(sentence: Words): string {
  return piecesOf(sentence)
    .map((piece) => {
      if (typeof piece === "string") return escapeHtml(piece);
      if (piece.facts.length === 0) return escapeHtml(piece.text);
      return `<span class="fact" title="${escapeHtml(piece.facts.map(factLine).join("\n"))}">${escapeHtml(piece.text)}</span>`;
    })
    .join("");
}
