import { count } from "../../core/text.ts";

/** How long ago so many whole hours are: "3 hours ago", "5 days ago"; "never" for null. */
export function ageText(hours: number | null): string {
  if (hours === null) return "never";
  if (hours < 1) return "less than an hour ago";
  return hours < 48 ? `${count(hours, "hour")} ago` : `${count(Math.floor(hours / 24), "day")} ago`;
}
