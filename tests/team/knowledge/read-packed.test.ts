import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packTriageKnowledge } from "../../../src/app/triage-practice.ts";
import { PACKED_FILE, packedKey, readPacked } from "../../../src/team/knowledge/read-packed.ts";
import { ROOT } from "../../../src/testing/demo-book.ts";
import { removeFolder, tempFolder, writeFiles } from "../../../src/testing/temp-workspace.ts";

const REFERENCES = join(ROOT, "references");
const FILES = ["capabilities", "cues", "sentiment", "authority"] as const;

describe("readPacked", () => {
  let folder = "";
  beforeEach(() => (folder = tempFolder()));
  afterEach(() => removeFolder(folder));

  it("holds the shipped words of triage as they are now: else run scripts/train-triage.ts --pack", () => {
    const packed = readPacked(REFERENCES);
    expect(packed.size).toBe(FILES.length);
    for (const name of FILES) {
      const text = readFileSync(join(REFERENCES, "triage", `${name}.yaml`), "utf8");
      expect(packed.get(packedKey(text)), name).toEqual(parse(text));
    }
  });

  it("reads what was packed of another folder", async () => {
    writeFiles(folder, Object.fromEntries(FILES.map((name) => [`triage/${name}.yaml`, `${name}: [a, b]\n`])));
    writeFileSync(join(folder, PACKED_FILE), await packTriageKnowledge(folder));
    expect([...readPacked(folder).values()]).toContainEqual({ cues: ["a", "b"] });
  });

  it("is empty where there is nothing, or something else", () => {
    expect(readPacked(folder).size).toBe(0);
    writeFiles(folder, { [PACKED_FILE]: "no brotli" });
    expect(readPacked(folder).size).toBe(0);
  });
});
