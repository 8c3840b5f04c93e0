import { inkOn, type Logo, readable } from "../brand.ts";
import type { Part, ReportDocument } from "../document.ts";
import { noteLines } from "../note-lines.ts";
import { LIGHT } from "../palette.ts";
import { drawBlock } from "./draw-block.ts";
import { cutToLines, lineCount } from "./measure-text.ts";
import { type Box, placeBlocks } from "./place.ts";
import { type ImageProps, newPresentation, type Presentation, type Slide } from "./pptxgen.ts";
import { FONT, hex, isRtl, shown } from "./slide-text.ts";
import { tidyPackage } from "./tidy-package.ts";

const WIDTH = 13.333;
const MARGIN = 0.6;
const AREA: Box = { x: MARGIN, y: 1.55, w: WIDTH - 2 * MARGIN, h: 5.3 };
const COVER_AREA: Box = { x: MARGIN, y: 3.6, w: WIDTH - 2 * MARGIN, h: 3.2 };
const TITLE: Box = { x: MARGIN, y: 0.55, w: WIDTH - 2 * MARGIN - 1.7, h: 0.85 };
const TITLE_SIZES = [28, 24, 20];

/** The report as a presentation (16:9): native charts and tables, speaker notes with the Facts behind each number. The same document gives the same bytes. */
export async function toPptx(document: ReportDocument): Promise<Uint8Array> {
  const pptx = await newPresentation();
  pptx.layout = "LAYOUT_WIDE";
  pptx.title = shown(`${document.title}: ${document.subtitle}`);
  pptx.author = shown(document.brand.company);
  pptx.company = shown(document.brand.company);
  pptx.subject = shown(document.subtitle);
  pptx.theme = { headFontFace: FONT, bodyFontFace: FONT };
  defineMasters(pptx, document);
  for (const part of document.parts) {
    if (part.cover === true) addCover(pptx, part, document);
    else addPart(pptx, part, document);
  }
  const written = await pptx.write({ outputType: "uint8array" });
  if (!(written instanceof Uint8Array)) throw new TypeError("the presentation was not written as bytes");
  return tidyPackage(written, document.date ?? "1980-01-01");
}

function defineMasters(pptx: Presentation, { brand, foot }: ReportDocument): void {
  const accent = hex(brand.accent);
  pptx.defineSlideMaster({
    title: "REPORT",
    background: { color: hex(LIGHT.ground) },
    objects: [
      { rect: { x: 0, y: 0, w: WIDTH, h: 0.12, fill: { color: accent } } },
      {
        text: {
          text: shown(cutToLines(foot, 10, 10.5, 1)),
          options: { x: MARGIN, y: 7.05, w: 10.8, h: 0.28, fontFace: FONT, fontSize: 10, color: hex(LIGHT.soft), margin: 0 },
        },
      },
      ...logoObject(brand.logo, { x: WIDTH - MARGIN - 1.5, y: 0.3, w: 1.5, h: 0.6 }),
      {
        placeholder: {
          options: {
            name: "title",
            type: "title",
            ...TITLE,
            fontFace: FONT,
            fontSize: TITLE_SIZES[0] ?? 28,
            bold: true,
            color: hex(LIGHT.ink),
            align: "left",
            valign: "middle",
            margin: 0,
          },
          text: "",
        },
      },
    ],
    slideNumber: { x: WIDTH - MARGIN - 0.7, y: 7.02, w: 0.7, h: 0.3, fontFace: FONT, fontSize: 10, color: hex(LIGHT.soft), align: "right" },
  });
  pptx.defineSlideMaster({
    title: "COVER",
    background: { color: hex(LIGHT.ground) },
    objects: [
      { rect: { x: 0, y: 0, w: WIDTH, h: 3.2, fill: { color: accent } } },
      {
        text: {
          text: shown(cutToLines(foot, 10, 10.5, 1)),
          options: { x: MARGIN, y: 7.05, w: 10.8, h: 0.28, fontFace: FONT, fontSize: 10, color: hex(LIGHT.soft), margin: 0 },
        },
      },
      {
        placeholder: {
          options: {
            name: "title",
            type: "title",
            x: MARGIN,
            y: 0.9,
            w: 9,
            h: 1.2,
            fontFace: FONT,
            fontSize: 40,
            bold: true,
            color: hex(inkOn(brand.accent)),
            align: "left",
            valign: "bottom",
            margin: 0,
          },
          text: "",
        },
      },
    ],
  });
}

function addCover(pptx: Presentation, part: Part, { subtitle, brand }: ReportDocument): void {
  const slide = pptx.addSlide({ masterName: "COVER" });
  const size = [40, 32, 26, 20].find((points) => lineCount(part.title, points, 9, true) <= 2) ?? 20;
  addTitle(slide, cutToLines(part.title, size, 9, 2, true), size);
  slide.addText(shown(cutToLines(subtitle, 18, 11, 2)), {
    x: MARGIN,
    y: 2.2,
    w: 11.5,
    h: 0.7,
    fontFace: FONT,
    fontSize: 18,
    color: hex(inkOn(brand.accent)),
    margin: 0,
    valign: "top",
  });
  for (const [index, logo] of [brand.customerLogo, brand.logo].entries())
    addLogo(slide, logo, { x: WIDTH - MARGIN - 2.2, y: 0.5 + index * 1.2, w: 2.2, h: 0.95 });
  for (const placed of placeBlocks(part.blocks, COVER_AREA)[0] ?? []) drawBlock(slide, placed, brand.accent);
  addNotes(slide, part);
}

function addPart(pptx: Presentation, part: Part, { brand }: ReportDocument): void {
  const slides = placeBlocks(part.blocks, AREA);
  slides.forEach((placed, index) => {
    const slide = pptx.addSlide({ masterName: "REPORT" });
    const title = index === 0 ? part.title : `${part.title} (continued)`;
    const size = TITLE_SIZES.find((points) => lineCount(title, points, TITLE.w, true) <= 1) ?? TITLE_SIZES.at(-1) ?? 20;
    addTitle(slide, cutToLines(title, size, TITLE.w, 2, true), size);
    if (part.stage !== undefined) {
      const { number, name, minutes } = part.stage;
      slide.addText(shown(cutToLines(`${number}. ${name}${minutes === undefined ? "" : ` · ${minutes} min`}`, 12, TITLE.w, 1, true)), {
        x: MARGIN,
        y: 0.28,
        w: TITLE.w,
        h: 0.28,
        fontFace: FONT,
        fontSize: 12,
        bold: true,
        color: hex(readable(brand.accent, LIGHT.ground)),
        margin: 0,
      });
    }
    for (const each of placed) drawBlock(slide, each, brand.accent);
    addNotes(slide, part);
  });
}

/** Into the layout's title, so that outline and screen readers find it; the size stands on the letters, where every viewer heeds it. */
function addTitle(slide: Slide, title: string, fontSize: number): void {
  slide.addText([{ text: shown(title), options: { fontSize, rtlMode: isRtl(title) } }], { placeholder: "title" });
}

function addNotes(slide: Slide, part: Part): void {
  const lines = noteLines(part).map(shown);
  if (lines.length > 0) slide.addNotes(lines.join("\n"));
}

/** Pictures that PowerPoint shows on every machine; a drawing (SVG) is left to the HTML. */
function logoData(logo: Logo | undefined): string | undefined {
  return logo === undefined || logo.mime === "image/svg+xml" ? undefined : `${logo.mime};base64,${logo.base64}`;
}

function logoObject(logo: Logo | undefined, box: Box): { image: ImageProps }[] {
  const data = logoData(logo);
  return data === undefined || logo === undefined ? [] : [{ image: { data, ...fitted(logo, box), altText: "Logo" } }];
}

function addLogo(slide: Slide, logo: Logo | undefined, box: Box): void {
  const data = logoData(logo);
  if (data !== undefined && logo !== undefined) slide.addImage({ data, ...fitted(logo, box), altText: "Logo" });
}

/** As large as the box allows, flush right, its proportions kept. */
function fitted({ ratio }: Logo, box: Box): Box {
  const w = Math.min(box.w, box.h * ratio);
  return { x: box.x + box.w - w, y: box.y, w, h: w / ratio };
}
