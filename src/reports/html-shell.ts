import { createHash } from "node:crypto";
import type { Brand, Logo } from "./brand.ts";
import { escapeHtml } from "./html-text.ts";
import { reportStyle } from "./html-style.ts";

export interface Shell {
  readonly title: string;
  readonly brand: Brand;
  /** HTML of the page's body, below the header; its texts are escaped already. */
  readonly body: string;
  readonly foot: string;
  /** Beside the title in the header: buttons. HTML. */
  readonly tools?: string;
  /** Added behind the common style sheet. */
  readonly style?: string;
  /** The only code that may run on the page. */
  readonly script?: string;
}

/** A whole page in one file. Its content security policy allows no request at all, and no script but the one given. */
export function htmlShell({ title, brand, body, foot, tools = "", style = "", script }: Shell): string {
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data:",
    ...(script === undefined ? [] : [`script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${reportStyle(brand)}${style}</style>
</head>
<body>
<header class="top"><span>${logoHtml(brand.logo, brand.company)}</span>${tools}<span dir="auto">${logoHtml(brand.customerLogo, brand.customer ?? "")}</span></header>
${body}
<footer class="foot"><span>${escapeHtml(foot)}</span></footer>
${script === undefined ? "" : `<script>${script}</script>\n`}</body>
</html>
`;
}

function logoHtml(logo: Logo | undefined, name: string): string {
  if (logo === undefined) return escapeHtml(name);
  return `<img src="data:${logo.mime};base64,${logo.base64}" alt="${escapeHtml(name)}">`;
}
