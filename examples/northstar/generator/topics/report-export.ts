import { type Template } from "../ticket-text.ts";

export const REPORT_EXPORT: readonly Template[] = [
  [
    "PDF export cuts off the last column",
    "The PDF of the {team} report cuts off the last column. Landscape does not help. The preview looks right.",
  ],
  [
    "Scheduled report was not sent",
    "The weekly report should go out on Monday at 7. This week nothing came, and the log says 'sent'. It isn't in the spam folder.",
  ],
  [
    "Export of runs ends in an error",
    "Exporting the runs of {month} ends with {err} after ten minutes. A single week works, so I suppose it is the size.",
  ],
  [
    "Spreadsheet export: numbers come as text",
    "All amounts arrive as text in the spreadsheet. Sums give zero. Converting {n} columns each month is tedious.",
  ],
  [
    "Report export misses archived workflows",
    "The export leaves out workflows that were archived during the month. For the audit we need them in.",
  ],
  [
    "Export history with comments",
    "For the auditors I need every approval with its comments, as one file. The export has the approvals only. Is there another way?",
  ],
  ["Report e-mailed to somebody who left", "Reports still go to a colleague who left in {month}. I can't find where the recipient is set."],
  ["CSV export with wrong separator", "The export uses commas inside of the names without quoting. Our loader trips over {n} lines."],
  ["Report shows last month's data", "The report that I exported today has last month's data. Did the refresh stop {since}?"],
  [
    "Export button does nothing",
    "I press Export and nothing happens. No file, no message. In {browser}, newest version, pop-ups are allowed.",
  ],
  [
    "Need an export of everything",
    "Our records policy asks for a full copy once a year. How do we get all workflows, runs and attachments out at once?",
  ],
  [
    "Chart colours in printed report",
    "In print the two greens can't be told apart. Could we choose the colours of a report? Not urgent at all.",
  ],
];
