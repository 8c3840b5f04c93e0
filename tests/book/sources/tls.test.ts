import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { userInfo } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { databaseOf, describeWithPostgres, type TestDatabase, type TestPostgres, testPostgres } from "../../../src/testing/postgres.ts";
import { removeFolder, tempFolder } from "../../../src/testing/temp-workspace.ts";
import { ACCOUNTS, at, fill, workspaceOf } from "./warehouse.ts";

describeWithPostgres("a source over TLS", () => {
  let server: TestPostgres;
  let db: TestDatabase;
  const keys = tempFolder();
  const folders = [keys];

  beforeAll(async () => {
    certificate(keys);
    const files = [`ssl=on`, `ssl_cert_file='${join(keys, "server.pem")}'`, `ssl_key_file='${join(keys, "server.key")}'`];
    server = await testPostgres({ own: true, settings: files });
    db = await databaseOf(server);
    await fill(db, 1);
  });
  afterAll(async () => {
    await server.stop();
    folders.forEach(removeFolder);
  });

  const importing = async (more: string, files: Record<string, string> = {}): ReturnType<typeof at> => {
    const folder = workspaceOf(`${ACCOUNTS}\n${more.replaceAll(/^/gm, "  ")}`, files);
    folders.push(folder);
    return at(folder, db, ["import"]);
  };

  it("sends nothing to an engine whose certificate nobody vouches for", async () => {
    const { exit, stderr } = await importing("tls: verify");
    expect([exit, stderr]).toEqual([5, expect.stringContaining("certificate could not be verified")]);
    expect(stderr).toContain("self-signed certificate");
    expect(stderr).toContain("`ca: FILE.pem`");
  });

  it("takes the certificate of an authority that the workspace names, for the host that it is for", async () => {
    const ca = readFileSync(join(keys, "server.pem"), "utf8");
    expect((await importing("tls: verify\nca: ca.pem", { "ca.pem": ca })).exit).toBe(0);
    const other = new URL(db.url);
    other.hostname = "localhost";
    const folder = workspaceOf(`${ACCOUNTS}\n  tls: verify\n  ca: ca.pem`, { "ca.pem": ca });
    folders.push(folder);
    const elsewhere = await at(folder, { url: other.href }, ["import"]);
    expect([elsewhere.exit, elsewhere.stderr]).toEqual([
      5,
      expect.stringMatching(/certificate could not be verified[\s\S]*(altnames|does not match)/i),
    ]);
  });

  it("goes on unverified where that is written down, and says so", async () => {
    expect((await importing("tls: insecure")).exit).toBe(0);
    const folder = workspaceOf(`${ACCOUNTS}\n  tls: insecure`);
    folders.push(folder);
    expect((await at(folder, db, ["sources", "--check", "accounts"])).stdout).toContain("the certificate not verified");
  });
});

/** A certificate for 127.0.0.1, and its key for the server's user alone. */
function certificate(folder: string): void {
  const [key, pem] = [join(folder, "server.key"), join(folder, "server.pem")];
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "3650",
      "-subj",
      "/CN=127.0.0.1",
      "-addext",
      "subjectAltName=IP:127.0.0.1",
      "-keyout",
      key,
      "-out",
      pem,
    ],
    { stdio: "ignore" },
  );
  copyFileSync(pem, join(folder, "ca.pem"));
  chmodSync(folder, 0o755);
  chmodSync(key, 0o600);
  if (userInfo().uid !== 0) return;
  const id = (flag: string): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  chownSync(key, id("-u"), id("-g"));
}
