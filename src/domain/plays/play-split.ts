import { type Day, isDay } from "../../core/days.ts";
import { DataError } from "../../core/errors.ts";

/** A user's own comparison: from a day on, one group gets plays of a kind and the other gets none. */
export interface PlaySplit {
  readonly play: string;
  readonly from: Day;
  readonly account: string;
  readonly group: "treatment" | "control";
  /** Line of the file, from 1. */
  readonly line: number;
}

const HEADER = ["account", "play", "group", "from"];
/** Kinds of play that a sweep can hold back. */
const PLAYS = ["churn", "renewal", "onboarding", "expansion"];

/** Reads plays-split.csv: `account,play,group,from` a line, account ids as the book has them. Throws DataError with the line that cannot be read. */
export function parsePlaySplit(text: string, file: string): PlaySplit[] {
  const [first = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  if (cells(first).join(",").toLowerCase() !== HEADER.join(","))
    throw refused(file, 1, first, `the first line has to be ${HEADER.join(",")}`);
  const seen = new Set<string>();
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const at = index + 2;
    const [account = "", play = "", group = "", from = ""] = cells(line);
    if (account === "") throw refused(file, at, line, "no account is named");
    if (!PLAYS.includes(play)) throw refused(file, at, play, `the play is one of ${PLAYS.join(", ")}`);
    if (group !== "treatment" && group !== "control") throw refused(file, at, group, "the group is treatment or control");
    if (!isDay(from)) throw refused(file, at, from, "the day is written YYYY-MM-DD");
    if (seen.has(`${play}/${account}`)) throw refused(file, at, account, "an account is in one group of a play only");
    seen.add(`${play}/${account}`);
    return [{ account, play, group, from, line: at }];
  });
}

function cells(line: string): string[] {
  return line.split(",").map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}

function refused(file: string, line: number, found: string, allowed: string): DataError {
  return new DataError({
    code: "bad-split",
    message: `a line of the split cannot be read: ${file}:${line}`,
    found: found.slice(0, 80),
    allowed: [allowed],
    fix: "Correct the line; nothing was swept.",
    place: { file, line },
  });
}
