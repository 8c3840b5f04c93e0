import JSZip from "jszip";
import type { ChartSpec } from "../charts/chart-spec.ts";
import { drawChart } from "./draw-chart.ts";
import type { Box } from "./place.ts";
import { newPresentation } from "./pptxgen.ts";
import { tidyPackage } from "./tidy-package.ts";

/** A native chart as the parts of a package: its drawing, the sheet behind it, and the frame that holds it on a slide. */
interface ChartPart {
  readonly chart: string;
  readonly workbook: Uint8Array;
  readonly frame: string;
}

/** Makes the parts of a chart by drawing it on a slide of its own. */
export async function chartPart(chart: ChartSpec, box: Box, accent: string, day: string): Promise<ChartPart> {
  const pptx = await newPresentation();
  pptx.layout = "LAYOUT_WIDE";
  drawChart(pptx.addSlide(), chart, box, accent);
  const written = await pptx.write({ outputType: "uint8array" });
  if (!(written instanceof Uint8Array)) throw new TypeError("the chart was not written as bytes");
  const zip = await JSZip.loadAsync(await tidyPackage(written, day));
  const text = async (name: string): Promise<string> => (await zip.file(name)?.async("string")) ?? "";
  const slide = await text("ppt/slides/slide1.xml");
  return {
    chart: await text("ppt/charts/chart1.xml"),
    workbook: (await zip.file("ppt/embeddings/Microsoft_Excel_Worksheet1.xlsx")?.async("uint8array")) ?? new Uint8Array(),
    frame: /<p:graphicFrame>[\s\S]*?<\/p:graphicFrame>/.exec(slide)?.[0] ?? "",
  };
}

/** The chart of a template with the series of another: look and axes stay, data and names are new. */
export function withSeriesOf(template: string, data: string): string {
  const wanted = seriesOf(data);
  const own = seriesOf(template);
  const last = own.at(-1);
  if (last === undefined) return template;
  const made = wanted.map((series, index) => reseries(own[index] ?? last, series, index));
  let at = 0;
  return template.replaceAll(SERIES, () => {
    at += 1;
    // What is more than the template's series stands behind its last; what is less is left out.
    return at === own.length ? made.slice(at - 1).join("") : (made[at - 1] ?? "");
  });
}

const SERIES = /<c:ser>[\s\S]*?<\/c:ser>/g;

function seriesOf(chart: string): string[] {
  return chart.match(SERIES) ?? [];
}

function reseries(look: string, data: string, index: number): string {
  const part = (xml: string, name: string): string => new RegExp(`<c:${name}>[\\s\\S]*?</c:${name}>`).exec(xml)?.[0] ?? "";
  let out = look.replace(/<c:idx val="\d+"\/>/, `<c:idx val="${index}"/>`).replace(/<c:order val="\d+"\/>/, `<c:order val="${index}"/>`);
  for (const name of ["tx", "cat", "val"]) {
    const [before, after] = [part(out, name), part(data, name)];
    if (before !== "") out = out.replace(before, () => after);
  }
  return out;
}
