import { type Template } from "../ticket-text.ts";

export const CSV_IMPORT: readonly Template[] = [
  [
    "CSV import stops at row {big}",
    "The import of {file} stops at row {big} with 'unexpected error'. No hint which column. The file opens fine in a spreadsheet.",
  ],
  [
    "Import wizard: dates read as American",
    "Our dates are day first. The import reads 03/04 as March 4th and does not offer a choice. {n} shipments now carry the wrong date.",
  ],
  [
    "Imported records have broken accents",
    "After importing {file} all accents are broken. It's UTF-8 with BOM. Is there a setting for the encoding?",
  ],
  [
    "How to undo an import",
    "I imported the wrong file, {big} records. Is there any way to undo an import, or do I have to delete them page by page?",
  ],
  [
    "Import mapping is forgotten",
    "We map {n} columns every week and the wizard forgets the mapping each time. There's a 'save mapping' box, but it has no effect.",
  ],
  [
    "Import stuck at 0 %",
    "The import sits at 0 % since this morning. We can't cancel it and we can't start another one. The go-live of '{flow}' waits for this data.",
  ],
  [
    "Rows rejected without reason",
    "{n} rows are rejected and the error file has only the row numbers. Please put the reason in. We've been guessing for two days.",
  ],
  [
    "Import creates duplicates instead of updating",
    "We ticked 'update existing' with the order number as key. Still every record is created again. Now we have everything twice.",
  ],
  [
    "Semicolon separated file not accepted",
    "Our ERP writes semicolons and decimal commas. The import puts all of it into the first column. Must we convert every file by hand?",
  ],
  [
    "Migration of old data: which format?",
    "We want to bring over {big} finished cases from the old tool. Which template is right for that, and is there a limit per file? Somebody to talk to would help, we are behind our plan.",
  ],
  [
    "Import limit of 5 MB",
    "Our file has 38 MB. Splitting it into eight parts takes me an hour each time. Can the limit be raised during onboarding?",
  ],
  [
    "Lookup fields empty after import",
    "After the import all lookup fields are empty, although the names match exactly. Without them the first workflow can't be started.",
  ],
  ["Scheduled import did not run", "The scheduled import from the drop folder did not run {since}. Manual import of the same file works."],
];
