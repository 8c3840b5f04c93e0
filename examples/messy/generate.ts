/** Writes the messy folder of the tutorial: `tsx examples/messy/generate.ts [FOLDER]`. Seeded: the same code writes the same bytes. */

import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipped, write } from "../northstar/generator/output.ts";
import { messyFiles } from "./generator/messy-files.ts";

const folder = process.argv[2] ?? fileURLToPath(new URL(".", import.meta.url));
const exports = join(folder, "exports");

rmSync(exports, { recursive: true, force: true });
for (const [name, text] of Object.entries(messyFiles()))
  write(join(exports, name.endsWith(".ndjson") ? `${name}.gz` : name), name.endsWith(".ndjson") ? gzipped(text) : text);
