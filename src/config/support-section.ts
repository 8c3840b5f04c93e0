import { z } from "zod";

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "is no time written HH:MM");
const weekdays = z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).min(1);

/** `support` of echo.yaml. */
export const supportSection = z
  .strictObject({
    first_reply_hours: z.number().positive().max(1000).optional(),
    days: weekdays.optional(),
    from: clock.optional(),
    to: clock.optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), "needs both from and to")
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, "from must be before to")
  .refine(({ days, from }) => days === undefined || from !== undefined, "days need from and to");
