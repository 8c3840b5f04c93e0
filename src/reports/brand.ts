/** Names, logos and colours a report wears. */
export interface Brand {
  /** The company that presents. */
  readonly company: string;
  /** The customer it is presented to; absent for reports about the whole book. */
  readonly customer?: string;
  /** `#rrggbb`; text on it is chosen by contrast. */
  readonly accent: string;
  readonly logo?: Logo;
  readonly customerLogo?: Logo;
}

/** A picture held in memory: nothing is fetched when the report is opened. */
export interface Logo {
  readonly mime: "image/png" | "image/jpeg" | "image/svg+xml";
  readonly base64: string;
  /** Width divided by height. */
  readonly ratio: number;
}

/** The colour where echo.yaml names none. */
export const DEFAULT_ACCENT = "#1f5fa8";

/** Black or white, whichever reads better on `colour` (WCAG relative luminance). */
export function inkOn(colour: string): "#ffffff" | "#111111" {
  return contrast(colour, "#ffffff") >= contrast(colour, "#111111") ? "#ffffff" : "#111111";
}

/** WCAG contrast of two colours `#rrggbb`, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** The colour mixed with `other`; `share` of 0 leaves it as it is. */
export function mixed(colour: string, other: string, share: number): string {
  const parts = channels(colour).map((value, index) => Math.round(value + ((channels(other)[index] ?? 0) - value) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** The colour, moved towards black (or white with `on` dark) until text in it reads at 4.5 : 1 on `on`. */
export function readable(colour: string, on: string): string {
  const towards = inkOn(on);
  for (let share = 0; share < 1; share += 0.05) {
    const tried = mixed(colour, towards, share);
    if (contrast(tried, on) >= 4.5) return tried;
  }
  return towards;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16) || 0);
}

function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}
