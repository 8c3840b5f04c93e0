import { readXml } from "./xml-events.ts";

/** What a number format makes of a number: a number, a day with or without a time, a time of day, or a duration. */
export type CellFormat = "number" | "date" | "clock" | "duration";

/** The formats of a workbook's cell styles, by style number. */
export function cellFormats(styles: string): readonly CellFormat[] {
  const codes = new Map<number, string>();
  const formats: CellFormat[] = [];
  let inCells = false;
  readXml(styles, {
    open: (name, attributes) => {
      if (name === "numFmt") codes.set(Number(attributes()["numFmtId"]), attributes()["formatCode"] ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attributes()["numFmtId"] ?? 0);
        formats.push(codes.has(id) ? formatOfCode(codes.get(id) ?? "") : builtIn(id));
      }
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return formats;
}

/** The formats that every workbook has without naming them. */
function builtIn(id: number): CellFormat {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return "date";
  if (id >= 18 && id <= 21) return "clock";
  return id >= 45 && id <= 47 ? "duration" : "number";
}

function formatOfCode(code: string): CellFormat {
  const [positive = ""] = code.replaceAll(/"[^"]*"|\\./g, "").split(";");
  if (/\[(h+|m+|s+)\]/i.test(positive)) return "duration";
  const bare = positive.replaceAll(/\[[^\]]*\]/g, "").replaceAll(/general|e[+-]/gi, "");
  if (/[yd]/i.test(bare)) return "date";
  if (/[hs]/i.test(bare)) return "clock";
  return /m/i.test(bare) ? "date" : "number";
}
