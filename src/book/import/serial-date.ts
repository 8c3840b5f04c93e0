const SECONDS_A_DAY = 86_400;
/** The 31st of December 9999, the last day that a workbook knows. */
const LAST_SERIAL = 2_958_465;

/** A workbook's number for a moment as `YYYY-MM-DD`, with ` HH:MM:SS` where it has a fraction; undefined for numbers that are none. */
export function serialDate(serial: number, epoch: string): string | undefined {
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return undefined;
  const seconds = Math.round(serial * SECONDS_A_DAY);
  const iso = new Date(Date.parse(`${epoch}T00:00:00Z`) + seconds * 1000).toISOString();
  return seconds % SECONDS_A_DAY === 0 ? iso.slice(0, 10) : iso.slice(0, 19).replace("T", " ");
}

/** A number of days as `HH:MM:SS`, of as many hours as it takes. */
export function clockText(days: number): string | undefined {
  if (!(days >= 0 && days <= LAST_SERIAL)) return undefined;
  const seconds = Math.round(days * SECONDS_A_DAY);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
