/**
 * How long the tutorial takes: `npx tsx scripts/time-tutorial.ts [PAGE]`. Every command is run with the built program and timed; reading is
 * counted at 200 words a minute, everything on the page but what is typed, and typing at 40 words of five characters a minute.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MAIN } from "./built-program.ts";
import { docPage } from "./doc-steps.ts";
import { rootPath } from "./root.ts";

const READ_WORDS_A_MINUTE = 200;
const TYPED_CHARACTERS_A_MINUTE = 40 * 5;

const page = process.argv[2] ?? "docs/tutorial.md";
const markdown = readFileSync(rootPath(page), "utf8");
const folder = mkdtempSync(join(tmpdir(), "echo-cs-tutorial-"));
symlinkSync(rootPath("examples"), join(folder, "examples"));
const bin = join(folder, ".bin");
mkdirSync(bin);
writeFileSync(join(bin, "npx"), `#!/bin/sh\nshift\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
chmodSync(join(bin, "npx"), 0o755);

let typed = 0;
let running = 0;
let cwd = folder;
for (const step of docPage(markdown).steps) {
  typed += step.text.trim().length + 1;
  if (step.kind === "file") writeFileSync(join(cwd, step.name), step.text);
  else {
    const started = performance.now();
    const ran = spawnSync("bash", ["-c", `${step.text.replace(/\s#.*$/, "")} 1>&2; code=$?; pwd; exit $code`], {
      cwd,
      encoding: "utf8",
      env: { HOME: folder, PATH: `${bin}:${process.env["PATH"] ?? ""}` },
    });
    const seconds = (performance.now() - started) / 1000;
    if (ran.status !== step.exit) throw new Error(`line ${step.line}: exit ${ran.status}\n${ran.stderr}`);
    cwd = ran.stdout.trim();
    running += seconds;
    console.log(`${seconds.toFixed(2).padStart(6)} s  ${step.text}`);
  }
}
rmSync(folder, { recursive: true, force: true });

const words = markdown
  .replaceAll(/```(?:sh|csv)\n[\s\S]*?```/g, "")
  .replaceAll(/<!--.*?-->/g, "")
  .split(/\s+/)
  .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
const reading = (words / READ_WORDS_A_MINUTE) * 60;
const typing = (typed / TYPED_CHARACTERS_A_MINUTE) * 60;
console.log(
  `reading ${words} words: ${reading.toFixed(0)} s; typing ${typed} characters: ${typing.toFixed(0)} s; commands: ${running.toFixed(0)} s`,
);
console.log(`in all ${((reading + typing + running) / 60).toFixed(1)} minutes`);
