import { type Brand, inkOn, readable } from "./brand.ts";
import { DARK, LIGHT, type Palette } from "./palette.ts";

/** The style sheet of every report: colours of the brand as variables, for light and dark screens and for paper. */
export function reportStyle({ accent }: Brand): string {
  return `:root{color-scheme:light dark;--accent:${accent};--accent-ink:${inkOn(accent)};${tokens(LIGHT, accent)}}
@media (prefers-color-scheme:dark){:root{${tokens(DARK, accent)}}}
${BASE}
@media print{:root{color-scheme:light;${tokens(LIGHT, accent)}}${PRINT}}`;
}

function tokens(palette: Palette, accent: string): string {
  const { ground, raised, ink, soft, line, good, bad, missing } = palette;
  const text = readable(accent, ground);
  return `--ground:${ground};--raised:${raised};--ink:${ink};--ink-soft:${soft};--line:${line};--good:${good};--bad:${bad};--missing:${missing};--accent-text:${text};--chart-1:${text};--chart-2:${soft};--chart-3:${missing};`;
}

const BASE = `*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 "Segoe UI",system-ui,-apple-system,"Noto Sans",Arial,sans-serif;overflow-wrap:anywhere}
header.top,footer.foot{padding:.75rem 1.5rem;display:flex;gap:1rem;align-items:center;justify-content:space-between}
header.top{background:var(--accent);color:var(--accent-ink)}
header.top img{height:2rem;width:auto;background:#fff;padding:.15rem .3rem;border-radius:.25rem}
footer.foot{color:var(--ink-soft);font-size:.85rem;border-top:1px solid var(--line)}
main{max-width:72rem;margin:0 auto;padding:1rem 1.5rem 2rem}
h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0}h2{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem}h3{font-size:1.1rem;margin:1rem 0 .4rem}
p{margin:.5rem 0}ul{padding-inline-start:1.3rem;margin:.5rem 0}li{margin:.25rem 0}a{color:var(--accent-text)}
.stage{color:var(--accent-text);font-weight:600;font-size:.9rem;margin:0}
.subtitle,.note{color:var(--ink-soft)}.note{font-size:.875rem}
.fact{text-decoration:underline dotted var(--ink-soft);text-underline-offset:.2em;cursor:help}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.75rem;margin:.75rem 0}
.figures>div{background:var(--raised);border-inline-start:.3rem solid var(--accent-text);border-radius:.3rem;padding:.6rem .8rem}
.figures>.good{border-color:var(--good)}.figures>.bad{border-color:var(--bad)}.figures>.missing{border-color:var(--missing)}
.figures dt{font-size:.875rem;color:var(--ink-soft)}.figures dd{margin:0}.figures dd:first-of-type{font-size:1.6rem;font-weight:650;line-height:1.25}
.callout{background:var(--raised);border-inline-start:.3rem solid var(--accent-text);padding:.6rem .8rem;border-radius:.3rem}
.callout.good{border-color:var(--good)}.callout.bad{border-color:var(--bad)}.callout.missing{border-color:var(--missing)}
.callout.good strong,.good .sign{color:var(--good)}.callout.bad strong,.bad .sign{color:var(--bad)}.callout.missing strong,.missing .sign{color:var(--missing)}
.scroll{overflow-x:auto;margin:.75rem 0}table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:start;color:var(--ink-soft);padding-bottom:.3rem}
th,td{text-align:start;padding:.35rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}thead th{border-bottom:2px solid var(--ink-soft)}
.right{text-align:end;font-variant-numeric:tabular-nums}
.chart{margin:.75rem 0}.chart figcaption{font-weight:600}.chart svg{width:100%;height:auto;max-height:22rem;display:block}
.checklist{list-style:none;padding-inline-start:0}details{margin:.5rem 0}summary{cursor:pointer;color:var(--ink-soft)}details.notes li{font-size:.875rem}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:3px solid var(--accent-text);outline-offset:2px}
.slides .slide{min-height:calc(100vh - 10rem);padding:.5rem 0}.slide:focus{outline:none}.slides .chart svg{max-height:min(22rem,44vh)}
@media (min-width:60rem){.slides .slide:has(>.scroll):has(>.chart){display:grid;grid-template-columns:1fr 1fr;column-gap:2rem;align-content:start}.slide:has(>.scroll):has(>.chart)>*{grid-column:1/-1}.slides .slide:has(>.scroll)>.chart{grid-column:2}.slides .slide:has(>.chart)>.scroll{grid-column:1}}
.slides.live .slide:not(.current){display:none}
nav.deck{display:flex;gap:.5rem;align-items:center}nav.deck button{font:inherit;color:inherit;background:none;border:1px solid currentColor;border-radius:.25rem;padding:.1rem .7rem;cursor:pointer;min-width:2.25rem;min-height:2rem}
.page section{margin:1.5rem 0}`;

const PRINT = `body{font-size:11pt}nav.deck,details.values,summary{display:none}.fact{text-decoration:none}
.slides.live .slide:not(.current){display:block}.slides .slide{min-height:0;break-after:page}.slides .slide:last-of-type{break-after:auto}
.figures>div,.callout,tr,figure{break-inside:avoid}header.top{-webkit-print-color-adjust:exact;print-color-adjust:exact}
@page{size:A4 landscape;margin:12mm}`;
