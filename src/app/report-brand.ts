import { dirname, extname, resolve } from "node:path";
import type { Workspace } from "../config/workspace.ts";
import { isWithin } from "../core/files-inside.ts";
import { readBytes, statIfAny } from "../core/files.ts";
import type { Log } from "../core/log.ts";
import { type Brand, DEFAULT_ACCENT, type Logo } from "../reports/brand.ts";
import { pictureRatio } from "../reports/picture-ratio.ts";

const MIMES: Readonly<Record<string, Logo["mime"]>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".svg": "image/svg+xml",
};
/** A logo in every slide makes every slide as heavy. */
const LARGEST = 2 * 1024 * 1024;

/** The names, colours and logos of echo.yaml's `brand`. A logo that cannot be used is told and left out: the report does without. */
export async function reportBrand(
  { config, configPath, root }: Workspace,
  company: string,
  log: Log,
  customer?: { readonly account: string; readonly name: string },
): Promise<Brand> {
  const { brand } = config;
  const theirs = customer === undefined ? undefined : (brand?.customers?.[customer.account] ?? brand?.customers?.[customer.name]);
  const home = configPath === undefined ? root : dirname(configPath);
  const [own, other] = [await logoAt(brand?.logo, home, log), await logoAt(theirs?.logo, home, log)];
  return {
    company,
    ...(customer === undefined ? {} : { customer: customer.name }),
    accent: (brand?.color ?? DEFAULT_ACCENT).toLowerCase(),
    ...(own === undefined ? {} : { logo: own }),
    ...(other === undefined ? {} : { customerLogo: other }),
  };
}

async function logoAt(path: string | undefined, home: string, log: Log): Promise<Logo | undefined> {
  if (path === undefined) return undefined;
  const mime = MIMES[extname(path).toLowerCase()];
  const full = resolve(home, path);
  const stats = await statIfAny(full);
  const why =
    mime === undefined
      ? "it is neither PNG, JPEG nor SVG"
      : stats?.isFile() !== true
        ? "there is no such file"
        : !(await isWithin(home, full))
          ? "it lies outside the folder of echo.yaml, and what is put into a report leaves your hands"
          : stats.size > LARGEST
            ? "it is larger than 2 MB"
            : undefined;
  if (why !== undefined || mime === undefined) {
    log.warn(`The logo ${path} is left out: ${why ?? ""}.`);
    return undefined;
  }
  const bytes = await readBytes(full);
  const ratio = pictureRatio(bytes, mime);
  if (ratio === undefined) {
    log.warn(`The logo ${path} is left out: it is no picture of its kind.`);
    return undefined;
  }
  return { mime, base64: bytes.toString("base64"), ratio };
}
