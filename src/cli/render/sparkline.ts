const STEPS = "▁▂▃▄▅▆▇█";
const PARTS = " ▏▎▍▌▋▊▉█";

/** A sign a value, from the lowest to the highest of them; a blank where there is none. All alike: the middle. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return values
    .map((value) =>
      value === null ? " " : (STEPS[high === low ? 3 : Math.round(((value - low) / (high - low)) * (STEPS.length - 1))] ?? " "),
    )
    .join("");
}

/** A bar of `width` columns filled to `share`, which is kept between 0 and 1. */
export function bar(share: number, width: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const [whole, rest] = [Math.floor(eighths / 8), eighths % 8];
  return `${"█".repeat(whole)}${rest === 0 ? "" : (PARTS[rest] ?? "")}`.padEnd(width, "·");
}
