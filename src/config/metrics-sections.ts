import { z } from "zod";

const names = z.array(z.string().trim().min(1)).min(1);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "is no month written YYYY-MM");

/** `activation:` in echo.yaml. */
export const activationSection = z
  .strictObject({
    actions: names.describe("the key actions of a new account: names of events"),
    within_days: z.number().int().positive().optional().describe("the first days in which to do them"),
    at_least: z.number().int().positive().optional().describe("how many of the actions are enough (default: all)"),
  })
  .refine(
    ({ actions, at_least: atLeast }) => atLeast === undefined || atLeast <= actions.length,
    "at_least is more than there are actions",
  );

/** `adoption:` in echo.yaml. */
export const adoptionSection = z.strictObject({
  key_features: names.describe("the features whose use counts as adoption (default: any but a login)"),
});

/** `finance:` in echo.yaml; spend in whole units of the reporting currency. */
export const financeSection = z.strictObject({
  gross_margin: z.number().min(0).max(1, "is a share such as 0.78").optional().describe("gross margin as a share, for LTV"),
  sales_marketing_spend: z.record(month, z.number().nonnegative()).optional().describe("spend on sales and marketing by month, for CAC"),
});
