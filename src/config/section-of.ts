import { z } from "zod";

/** The object behind `.optional()` and checks, where its keys are fixed; undefined for what is a value, a list or a table of names. */
export function sectionOf(schema: z.ZodType): z.ZodObject | undefined {
  if (schema instanceof z.ZodOptional) return sectionOf(schema.unwrap() as z.ZodType);
  return schema instanceof z.ZodObject ? schema : undefined;
}
