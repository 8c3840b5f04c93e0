import { fuzzCase } from "../../book/import/fuzz-cases.ts";
import { importFault } from "../../book/import/fuzz-run.ts";
import type { FuzzTarget } from "./target.ts";

/** Exports, cut, garbled and hostile. scripts/fuzz-import.ts tries twenty at once and is faster. */
export const importTarget: FuzzTarget = {
  name: "import",
  about: "exports of all formats, one an import; about 100 cases a minute",
  make: (seed) => {
    const { name, bytes } = fuzzCase(seed);
    return { name, bytes };
  },
  check: ({ name, bytes }) => importFault([{ name, bytes, story: name }]),
};
