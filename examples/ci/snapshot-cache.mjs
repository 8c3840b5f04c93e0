// Keeps ECHO's snapshot between CI runs. A fresh checkout gives every file a new time, and a cache cuts times to seconds; the snapshot is
// taken for current only where times and sizes are those it was made from. The key is a hash of the contents, so the times may be set back.
//   node snapshot-cache.mjs key DIR       a hash of the exports and of what shapes their import
//   node snapshot-cache.mjs save DIR      before the cache is saved
//   node snapshot-cache.mjs restore DIR   after the cache is restored
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [, , action, folder = "."] = process.argv;
const exportsFolder = existsSync(join(folder, "exports")) ? join(folder, "exports") : folder;
const snapshot = join(folder, ".echo", "book.duckdb");
const manifestFile = `${snapshot}.manifest.json`;

if (action !== undefined && !existsSync(folder)) {
  console.error(`snapshot-cache: there is no folder ${folder}`);
  process.exitCode = 1;
} else if (action === "key") console.log(key());
else if (action === "save") save();
else if (action === "restore") restore();
else {
  console.error("usage: node snapshot-cache.mjs key|save|restore DIR");
  process.exitCode = 1;
}

function key() {
  const hash = createHash("sha256");
  const settings = ["echo.yaml", "overrides.csv", "references", "agents"].flatMap((name) => filesOf(join(folder, name)));
  for (const file of [...filesOf(exportsFolder), ...settings]) hash.update(`${file}\n`).update(readFileSync(file)).update("\n");
  return hash.digest("hex").slice(0, 32);
}

/** Cuts the snapshot's time to seconds, here and in the manifest, and notes the times of the exports as whole seconds too. */
function save() {
  if (!existsSync(manifestFile)) return;
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  manifest.snapshot[1] = cut(snapshot, manifest.snapshot[1]);
  for (const file of manifest.files) file[2] = cut(join(exportsFolder, file[0]), file[2]);
  writeFileSync(manifestFile, `${JSON.stringify(manifest)}\n`);
}

function restore() {
  if (!existsSync(manifestFile) || !existsSync(snapshot)) return;
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  setTime(snapshot, manifest.snapshot[1]);
  for (const [path, size, time] of manifest.files) {
    const file = join(exportsFolder, path);
    if (existsSync(file) && statSync(file).size === size) setTime(file, time);
  }
}

function cut(file, time) {
  const whole = Math.floor(time / 1000) * 1000;
  if (existsSync(file)) setTime(file, whole);
  return whole;
}

function setTime(file, ms) {
  utimesSync(file, ms / 1000, ms / 1000);
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .flatMap(({ name }) => filesOf(join(path, name)))
    .sort((a, b) => (a < b ? -1 : 1));
}
