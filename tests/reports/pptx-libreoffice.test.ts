import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import JSZip from "jszip";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QbrReport } from "../../src/app/qbr.ts";
import { runJson } from "../../src/testing/run-cli.ts";
import { removeFolder } from "../../src/testing/temp-workspace.ts";
import { oddWorkspace, richWorkspace } from "./review-workspaces.ts";

const TOOLS = ["soffice", "pdftotext", "pdftoppm"];
const present = TOOLS.every((tool) => readdirSync("/usr/bin").includes(tool));

/** A word on a page, in points. */
interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

interface Page {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
}

/** Pages and the places of their words, as LibreOffice sets them. */
function pagesOf(pdf: string): Page[] {
  const xml = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8" });
  return [...xml.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([\s\S]*?)<\/page>/g)].map(([, width, height, body = ""]) => ({
    width: Number(width),
    height: Number(height),
    words: [...body.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</g)].map(
      ([, x, y, right, bottom, text = ""]) => ({
        text,
        x: Number(x),
        y: Number(y),
        right: Number(right),
        bottom: Number(bottom),
      }),
    ),
  }));
}

/** Pairs of words that lie on one another: more than a third of the smaller is covered. */
function collisions({ words }: Page): string[] {
  return words.flatMap((a, index) =>
    words.slice(index + 1).flatMap((b) => {
      const wide = Math.min(a.right, b.right) - Math.max(a.x, b.x);
      const tall = Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y);
      const smaller = Math.min((a.right - a.x) * (a.bottom - a.y), (b.right - b.x) * (b.bottom - b.y));
      return wide > 0 && tall > 0 && wide * tall > smaller / 3 ? [`${a.text} × ${b.text}`] : [];
    }),
  );
}

describe.skipIf(!present)(
  `decks in LibreOffice (skipped without ${TOOLS.join(", ")}: apt-get install libreoffice-impress poppler-utils)`,
  () => {
    let folders: string[];
    let out: string;
    let decks: { readonly file: string; readonly slides: number }[];
    beforeAll(async () => {
      const [rich, odd] = [richWorkspace(), oddWorkspace()];
      folders = [rich, odd];
      out = join(rich, "pdf");
      mkdirSync(out);
      const made: string[] = [];
      for (const argv of [
        ["--template", "agenda"],
        ["--template", "deck", "--internal"],
        ["--template", "executive"],
      ]) {
        const { reviews } = await runJson<QbrReport>(["qbr", "--account", "acme", ...argv, "-C", rich], { cwd: rich });
        made.push(...reviews.flatMap(({ files }) => files.map((file) => join(rich, file))));
      }
      const { reviews } = await runJson<QbrReport>(["qbr", "--all", "--quarter", "2026Q3", "--as-of", "2026-09-30", "-C", odd], {
        cwd: odd,
      });
      made.push(...reviews.flatMap(({ files }) => files.map((file) => join(odd, file))));
      execFileSync(
        "soffice",
        ["--headless", `-env:UserInstallation=file://${join(rich, "office")}`, "--convert-to", "pdf", "--outdir", out, ...made],
        { stdio: "ignore", timeout: 240_000 },
      );
      decks = await Promise.all(
        made.map(async (file) => {
          const zip = await JSZip.loadAsync(readFileSync(file));
          const slides = Object.keys(zip.files).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).length;
          return { file: join(out, `${file.split("/").at(-1)?.slice(0, -5) ?? ""}.pdf`), slides };
        }),
      );
    }, 300_000);
    afterAll(() => folders.forEach(removeFolder));

    it("open with a page a slide, all words on the page, none on another, no placeholder left empty", () => {
      expect(decks).toHaveLength(8);
      for (const { file, slides } of decks) {
        const pages = pagesOf(file);
        expect(pages.length, file).toBe(slides);
        for (const [index, page] of pages.entries()) {
          const where = `${file} page ${index + 1}`;
          expect(page.words.length, where).toBeGreaterThan(3);
          expect(
            page.words
              .filter(({ x, y, right, bottom }) => x < -1 || y < -1 || right > page.width + 1 || bottom > page.height + 1)
              .map(({ text }) => text),
            where,
          ).toEqual([]);
          expect(page.words.map(({ text }) => text).join(" "), where).not.toMatch(/Click to|undefined|NaN|\[object/);
          expect(collisions(page), where).toEqual([]);
        }
      }
    });

    it("show something on every page", () => {
      for (const { file } of decks.slice(0, 3)) {
        execFileSync("pdftoppm", ["-r", "12", file, file.slice(0, -4)]);
        const pictures = readdirSync(out).filter(
          (name) => name.startsWith(file.split("/").at(-1)?.slice(0, -4) ?? "") && name.endsWith(".ppm"),
        );
        expect(pictures.length).toBeGreaterThan(0);
        for (const name of pictures) expect(new Set(readFileSync(join(out, name)).subarray(20)).size, name).toBeGreaterThan(10);
      }
    });
  },
);
