import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config/config-file.ts";
import { configJsonSchema } from "../../src/config/json-schema.ts";
import { secondsOf } from "../../src/config/sources-section.ts";
import { DataError } from "../../src/core/errors.ts";

const parse = (entry: string) => parseConfig(`sources:\n  usage: {${entry}}\n`, "echo.yaml");
const failure = (entry: string): DataError => {
  try {
    parse(entry);
  } catch (error) {
    if (error instanceof DataError) return error;
  }
  throw new Error("it was taken");
};

describe("sources of echo.yaml", () => {
  it("takes an entry with each of its settings", () => {
    const whole =
      "table: usage, url: '${URL}', sql: SELECT 1, watermark: day, overlap: 12h, statement_timeout: 30s, tls: insecure, ca: ca.pem, via: cursor";
    expect(parse(whole).sources?.["usage"]).toMatchObject({ table: "usage", overlap: "12h", via: "cursor" });
    expect(parse("table: usage, env: URL, file: a.sql, watermark: id, overlap: 5").sources?.["usage"]).toMatchObject({ overlap: 5 });
    expect(parse("table: usage, url: 'postgresql://me:${PW}@h/d', file: a.sql")).toBeDefined();
    expect(parse("table: usage, url: 'postgresql://me@h/d', file: a.sql")).toBeDefined();
  });

  it.each([
    ["table: usage, env: URL, sql: SELECT 1, watermrk: day", 'has no setting "watermrk"; did you mean watermark?'],
    ["table: usage, sql: SELECT 1", "needs one of url and env"],
    ["table: usage, env: A, url: '${B}', sql: SELECT 1", "needs one of url and env"],
    ["table: usage, env: A", "needs one of sql and file"],
    ["table: usage, env: A, sql: SELECT 1, overlap: 3d", "no watermark"],
    ["table: usage, env: A, sql: SELECT 1, watermark: day, overlap: 3 weeks", "is no length of time such as 30s, 15m, 12h or 3d"],
    ["table: usage, env: A, sql: SELECT 1, statement_timeout: soon", "is no length of time"],
    ["table: usage, env: 'A B', sql: SELECT 1", "is no name of an environment variable"],
    ["table: usage, env: A, sql: SELECT 1, tls: maybe", "is verify, insecure"],
    ["env: A, sql: SELECT 1", "names the table of the book"],
  ])("refuses {%s}", (entry, text) => {
    const { detail } = failure(entry);
    expect(detail.message).toContain(text);
    expect(detail.place).toMatchObject({ file: "echo.yaml", line: 2 });
  });

  it.each([
    "postgresql://me:geheim@h/d",
    "postgresql://me:${A}geheim@h/d",
    "postgresql://h/d?user=me&password=geheim",
    "postgres://me:ge/he@im@h/d",
  ])("refuses a password in the file, and does not repeat it: %s", (url) => {
    const { detail } = failure(`table: usage, url: '${url}', sql: SELECT 1`);
    expect(detail.message).toContain("holds a password: write the URL as ${NAME}");
    expect(JSON.stringify(detail)).not.toMatch(/geheim|ge\/he/);
  });

  it("refuses names that a file could not have", () => {
    for (const name of ["../up", "a b", "1st", "Usage", "x".repeat(41), "-"])
      expect(() => parseConfig(`sources:\n  ${JSON.stringify(name)}: {table: usage, env: A, sql: SELECT 1}\n`, "echo.yaml")).toThrow(
        /name is of lower-case letters/,
      );
  });

  it("is in the schema that editors check by", () => {
    const { properties } = configJsonSchema() as {
      properties: Record<string, { additionalProperties: { properties: object; required: string[] } }>;
    };
    expect(Object.keys(properties["sources"]?.additionalProperties.properties ?? {})).toContain("watermark");
    expect(properties["sources"]?.additionalProperties.required).toEqual(["table"]);
  });

  it("counts lengths of time in seconds", () => {
    expect(["45s", "15m", "12h", "3 d"].map(secondsOf)).toEqual([45, 900, 43_200, 259_200]);
  });
});
