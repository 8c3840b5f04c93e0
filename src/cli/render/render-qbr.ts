import { basename, dirname, extname } from "node:path";
import type { ChalkInstance } from "chalk";
import type { QbrReport, QbrResult } from "../../app/qbr.ts";
import { clean, count } from "../../core/text.ts";
import { pathFromHere } from "../path-from-here.ts";
import { bullet } from "./bullet.ts";
import { wrap } from "./wrap.ts";

interface QbrView {
  readonly paint: ChalkInstance;
  readonly width: number;
  /** The workspace, from which files are named. */
  readonly root: string;
  readonly cwd: string;
  /** A command to go on with, for the same workspace. */
  readonly again: (command: string) => string;
}

/** One review in full; several as a line each. */
export function renderQbr({ reviews, quarter, chosen, as_of: asOf }: QbrReport, view: QbrView): string {
  const { paint, width } = view;
  const which = chosen ? `${quarter.name}, the last quarter that is over on ${asOf}` : `${quarter.name}, as of ${asOf}`;
  const [only] = reviews;
  if (only === undefined) return "No customer to make a review for.\n";
  const foot = paint.dim(wrap(`${which}; ${quarter.from} to ${quarter.to}`, width));
  if (reviews.length === 1) return `${oneReview(only, view)}\n\n${foot}\n`;
  const lines = reviews.map((review) => wrap(`${paint.bold(clean(review.name))}: ${filesText(review.files)}`, width, 2));
  const quiet = reviews.filter(({ missing }) => missing.length > 0).length;
  const gaps =
    quiet === 0 ? "" : `\n${wrap(`${count(quiet, "review")} say that something is not on record: look at each before it is sent.`, width)}`;
  const folder = dirname(pathFromHere(only.files[0] ?? "", view));
  return `${lines.join("\n")}\n\n${wrap(`${count(reviews.length, "review")} in ${folder}.`, width)}${gaps}\n${foot}\n`;
}

/** "qbr-acme-2026q3-agenda.pptx, .html": one name for the files of a review. */
function filesText(files: readonly string[]): string {
  const [first = "", ...rest] = files.map((file) => clean(basename(file)));
  return [first, ...rest.map((name) => extname(name))].join(", ");
}

function oneReview(review: QbrResult, view: QbrView): string {
  const { paint, width } = view;
  const audience = review.audience === "internal" ? paint.red("internal: not for the customer") : "for the customer";
  const sections = [
    `${paint.bold(clean(review.name))}  business review, ${review.template} (${audience})`,
    review.files.map((file) => `  ${paint.bold(pathFromHere(file, view))}`).join("\n"),
    slidesText(review, view),
    notesText(review, view),
    review.missing.length === 0
      ? ""
      : `Not known, and said on the slides\n${review.missing.map((line) => bullet(clean(line), width)).join("\n")}`,
    review.withheld === 0 ? "" : wrap(`${count(review.withheld, "row")} left out: the words name another account.`, width),
    wrap(
      `${count(review.facts.length, "Fact")} behind the slides: ${view.again(`echo-cs evidence ${review.facts[0]?.id ?? "F1"} --task ${review.task}`)}. Checklist: ${checklistOf(review, view)}`,
      width,
    ),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function checklistOf({ tracking }: QbrResult, view: QbrView): string {
  const file = tracking.find((one) => one.endsWith("-todos.md"));
  return file === undefined ? "" : pathFromHere(file, view);
}

/** What a deck carries beside its slides. */
function notesText({ files, audience }: QbrResult, { width }: QbrView): string {
  if (audience === "internal" || !files.some((file) => file.endsWith(".pptx"))) return "";
  return wrap(
    "The .pptx holds speaker notes, for you: send the customer a PDF of the slides, or --format html,md, which leave them out.",
    width,
  );
}

function slidesText({ slides }: QbrResult, { paint }: QbrView): string {
  let stage: string | null = null;
  return slides
    .map((slide, index) => {
      const head =
        slide.stage !== null && slide.stage !== stage
          ? ` ${paint.dim(`${clean(slide.stage)}${slide.minutes === null ? "" : `, ${slide.minutes} min`}`)}`
          : "";
      stage = slide.stage ?? stage;
      return `  ${String(index + 1).padStart(2)}  ${clean(slide.title)}${head === "" ? "" : ` ·${head}`}`;
    })
    .join("\n");
}
