import { resolve } from "node:path";
import { bookReview } from "../../app/book-review.ts";
import { reviewDocument } from "../../app/book-review-document.ts";
import { writeBookReview } from "../../app/book-review-page.ts";
import { pageAccount } from "../../app/book-review-row.ts";
import { reportBrand } from "../../app/report-brand.ts";
import { formatsNamed, reportPath, shownPath } from "../../app/report-files.ts";
import { EXIT, type ExitCode } from "../../core/exit-codes.ts";
import { slug } from "../../core/text.ts";
import type { Io } from "../io.ts";
import type { BookFlags } from "../options.ts";
import { pathFromHere } from "../path-from-here.ts";
import { sayAge } from "../say-age.ts";
import { wire } from "../wire.ts";

export interface BookReviewFlags extends BookFlags {
  readonly format?: string;
  readonly out?: string;
}

/** Runs `book`: writes the review and prints where it lies, or prints it as JSON. */
export async function runBook(flags: BookReviewFlags, io: Io): Promise<ExitCode> {
  const ending = /\.(html|md|pptx)$/i.exec(flags.out ?? "")?.[1];
  const wanted = formatsNamed(flags.format ?? ending ?? "html");
  const deps = await wire(io, flags);
  const { workspace, log } = deps;
  const { review, age } = await bookReview(deps, { asOf: flags.asOf, health: flags.health });
  sayAge(log, review.as_of, age);
  const reports: string[] = [];
  const printed: string[] = [];
  if (flags.json !== true || flags.format !== undefined || flags.out !== undefined) {
    const company = workspace.config.company?.name ?? "";
    const document = reviewDocument(review, company, await reportBrand(workspace, company, log));
    const name = review.owner === null ? `book-${review.as_of}` : `book-${slug(review.owner)}-${review.as_of}`;
    for (const format of wanted) {
      const out = flags.out === undefined ? undefined : resolve(io.cwd, flags.out);
      const path = await reportPath(workspace.root, out, name, format, wanted.length === 1);
      await writeBookReview(
        path,
        { document, asOf: review.as_of, currency: review.currency, accounts: review.accounts.map(pageAccount) },
        format,
      );
      reports.push(shownPath(workspace.root, path));
      printed.push(pathFromHere(path, { root: workspace.root, cwd: io.cwd }));
    }
  }
  io.stdout(flags.json === true ? `${JSON.stringify({ ...review, reports }, null, 2)}\n` : `${printed.join("\n")}\n`);
  return EXIT.ok;
}
