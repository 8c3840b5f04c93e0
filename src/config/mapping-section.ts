import { z } from "zod";

const headers = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)], { error: "is a header of the file, or a list of headers" })
  .transform((from) => (typeof from === "string" ? [from] : from));

const column = z.union(
  [
    headers.transform((from) => ({ from })),
    z.looseObject({
      from: headers,
      kind: z.string().optional(),
      values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
    }),
  ],
  { error: "is a header, a list of headers, or {from: header, kind: …, values: {spelling: value}}" },
);

const entry = z.looseObject({
  file: z.string({ error: "names the files this is about, such as usage-*.csv" }).min(1),
  table: z.string().optional(),
  columns: z.record(z.string(), column).optional(),
  account: z.record(z.string(), headers).optional(),
  source: z.string().min(1).optional(),
  skip: z.boolean().optional(),
  sql: z.string().min(1).optional(),
  confidence: z.number().min(0).max(1).optional(),
});

/**
 * `mapping:` of echo.yaml: how files are read that are not recognised, or that are to be read otherwise. Names are checked where the
 * tables are known.
 */
export const mappingSection = z.array(entry);

export type MappingEntry = z.infer<typeof entry>;
export type MappedColumn = NonNullable<MappingEntry["columns"]>[string];
