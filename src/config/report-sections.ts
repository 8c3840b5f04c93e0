import { z } from "zod";

const path = z.string().trim().min(1);

/** `brand:` of echo.yaml: what reports look like. */
export const brandSection = z.strictObject({
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, "is no colour written #rrggbb")
    .optional(),
  logo: path.optional(),
  customers: z.record(z.string(), z.strictObject({ logo: path.optional() })).optional(),
});

/** `qbr:` of echo.yaml. */
export const qbrSection = z.strictObject({ template: path.optional() });
