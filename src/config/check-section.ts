import { z } from "zod";
import { isDay } from "../core/days.ts";

const SEVERITY_WORDS = ["low", "medium", "high", "critical", "note", "warning", "error"] as const;
const severity = z.enum(SEVERITY_WORDS, { error: `is no severity: ${SEVERITY_WORDS.join(", ")}` });

/** Leave to break a rule: always with a last day and a reason. */
export const waiverSchema = z.strictObject({
  rule: z.string({ error: "names no rule, such as VA-17" }).min(1),
  account: z.string().min(1).optional(),
  subject: z.string().min(1).optional(),
  until: z
    .string({ error: "a waiver needs `until`, the last day it holds, YYYY-MM-DD" })
    .refine(isDay, "its `until` is not a day written as YYYY-MM-DD"),
  reason: z.string({ error: "a waiver needs a `reason`" }).trim().min(3, "a waiver needs a `reason` in words"),
});

/** A list of them. Each is held against its own schema where it is used, which can name its line. */
export const waiversSchema = z.array(z.looseObject({}), { error: "is no list of waivers" });

const checkShape = {
  fail_on: severity.optional().describe("the severity from which on `echo-cs check` ends with 2"),
  rules: z
    .record(
      z.string(),
      z.union([z.literal(false), z.literal("off"), severity], { error: "is off or a severity: low, medium, high, critical" }),
    )
    .optional()
    .describe("rules switched off or weighed otherwise, by their id"),
  waivers: waiversSchema.optional().describe("leave to break a rule, each with a last day and a reason"),
};

/** `check:` of echo.yaml: from which severity on a check fails, rules switched off or weighed otherwise, and waivers. */
export const checkSection = z.looseObject(checkShape);
