import { describe, expect, it } from "vitest";
import { addressOf } from "../../../src/book/sources/source-address.ts";
import { withoutSecrets } from "../../../src/book/sources/source-error.ts";
import { EchoError } from "../../../src/core/errors.ts";

const of = (url: string, tls?: "verify" | "insecure" | "off") => addressOf("usage", { env: "DB", tls }, { DB: url });
const failure = (work: () => unknown): EchoError => {
  try {
    work();
  } catch (error) {
    if (error instanceof EchoError) return error;
  }
  throw new Error("it was taken");
};

describe("addressOf", () => {
  it("reads a URL with encoded parts", () => {
    expect(of("postgresql://me%40x:p%2Fa%3Ass@db.example.com:6432/dwh?application_name=x")).toMatchObject({
      host: "db.example.com",
      port: 6432,
      database: "dwh",
      user: "me@x",
      password: "p/a:ss",
      tls: "verify",
      shown: "db.example.com:6432/dwh",
    });
    expect(of("postgres://u@[::1]/d")).toMatchObject({ host: "::1", port: 5432, password: "", tls: "off", shown: "[::1]:5432/d" });
    expect(of("postgresql://u:p@x/d?host=/var/run/postgresql")).toMatchObject({
      host: "/var/run/postgresql",
      tls: "off",
      shown: "/var/run/postgresql/d",
    });
  });

  it("hands on what the URL has for the engine", () => {
    expect(of("postgresql://u:p@db.example.com/d?options=--cluster%3Dour-1").options).toBe("--cluster=our-1");
    expect(of("postgresql://u:p@db.example.com/d").options).toBeUndefined();
  });

  it("puts variables into a URL, encoded", () => {
    const address = addressOf("usage", { url: "postgresql://reader:${PW}@127.0.0.1/${DB}" }, { PW: "a@b/c:d#e", DB: "dwh" });
    expect(address).toMatchObject({ user: "reader", password: "a@b/c:d#e", database: "dwh", host: "127.0.0.1" });
    expect(address.secrets).toContain("a@b/c:d#e");
  });

  it("verifies certificates of every host but this machine, unless it is written down otherwise", () => {
    expect(of("postgres://u:p@db.example.com/d?sslmode=verify-full").tls).toBe("verify");
    expect(of("postgres://u:p@10.0.0.5/d").tls).toBe("verify");
    expect(of("postgres://u:p@127.0.0.1.example.com/d").tls).toBe("verify");
    expect(of("postgres://u:p@127.0.0.2/d").tls).toBe("off");
    expect(of("postgres://u:p@localhost/d").tls).toBe("off");
    expect(of("postgres://u:p@localhost/d?sslmode=require").tls).toBe("verify");
    expect(of("postgres://u:p@db.example.com/d?sslmode=require", "insecure").tls).toBe("insecure");
    for (const mode of ["require", "prefer", "disable", "no-verify", "verify-ca", "allow"]) {
      expect(failure(() => of(`postgres://u:p@db.example.com/d?sslmode=${mode}`)).code).toBe("source-tls-unsafe");
    }
  });

  it("says which variable is missing, and how to set it", () => {
    const error = failure(() => addressOf("usage", { env: "WAREHOUSE_URL" }, {}));
    expect(error.detail).toMatchObject({ code: "source-variable" });
    expect(error.detail.message).toContain("WAREHOUSE_URL");
    expect(failure(() => addressOf("usage", { url: "postgres://u:${A}@h/d" }, { A: " " })).message).toContain("A is not set");
  });

  it.each([
    "mysql://u:geheim@h/d",
    "postgres://u:ge/heim@h/d",
    "postgres://u:12/geheim@h/d",
    "postgres://u:12?geheim@h/d",
    "postgres://u:12#geheim@h/d",
    "postgres://u:geheim@h/d?sslpassword=geheim",
    "geheim",
    "postgres://:geheim@/d",
    "postgres://u:geheim@db.example.com/d?sslmode=geheim%20geheim",
  ])("refuses %j without repeating any of it", (url) => {
    const error = failure(() => of(url));
    expect(error.exitCode).toBe(1);
    expect(JSON.stringify(error.detail)).not.toContain("geheim");
  });
});

describe("withoutSecrets", () => {
  it("takes out a password as it is and as a URL writes it, and control codes", () => {
    expect(withoutSecrets('no "a@b" and a%40b\u001B[31m', ["a@b"])).toBe('no "***" and ***');
    expect(withoutSecrets("nothing to hide", [""])).toBe("nothing to hide");
  });
});
