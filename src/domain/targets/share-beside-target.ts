import { formatValue } from "../facts/format-value.ts";

const LEAST_DECIMALS = 1;
const MOST_DECIMALS = 4;

/** A share as it is printed beside the target it is held against, both 0–1: with more decimals where "90 %" would stand beside "> 90 %" and yet be met. */
export function shareBesideTarget(value: number, target: number): string {
  const line = formatValue({ value: target, unit: "ratio", decimals: LEAST_DECIMALS });
  const forms = Array.from({ length: MOST_DECIMALS - LEAST_DECIMALS + 1 }, (_, more) =>
    formatValue({ value, unit: "ratio", decimals: LEAST_DECIMALS + more }),
  );
  return (value === target ? undefined : forms.find((form) => form !== line)) ?? forms[0] ?? line;
}
