import type { Day } from "../../core/days.ts";
import { UserError } from "../../core/errors.ts";

/** A calendar quarter; both days belong to it. */
export interface Quarter {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

const LAST_DAY = ["31", "30", "30", "31"];

/** The quarter that `text` names: `2026Q4`, `2026-Q4` or `Q4 2026`. Throws UserError `bad-quarter`. */
export function quarterNamed(text: string): Quarter {
  const found =
    /^(?<year>\d{4})[\s-]?q(?<number>[1-4])$/i.exec(text.trim()) ?? /^q(?<number>[1-4])[\s-]?(?<year>\d{4})$/i.exec(text.trim());
  const { year, number } = found?.groups ?? {};
  if (year === undefined || number === undefined)
    throw new UserError({
      code: "bad-quarter",
      message: `"${text}" is no quarter.`,
      found: text,
      allowed: ["2026Q4"],
      fix: "Correct --quarter.",
    });
  return quarter(year, Number(number));
}

function quarter(year: string, number: number): Quarter {
  const month = (value: number): string => String(value).padStart(2, "0");
  return {
    name: `${year}Q${number}`,
    from: `${year}-${month(number * 3 - 2)}-01`,
    to: `${year}-${month(number * 3)}-${LAST_DAY[number - 1] ?? "31"}`,
  };
}
