import type { TriageSummary } from "../../app/triage-summary.ts";
import type { TriagedTicket } from "../../domain/triage/triaged.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../render/paint.ts";
import { renderTriageHead, renderTriageLine, triageCsvHeader, triageCsvLine } from "../render/render-triage.ts";
import { renderTriageSummary } from "../render/render-triage-summary.ts";
import type { TriageFlags } from "./triage-flags.ts";

/** How tickets are printed: as a table on a terminal, as CSV, or as JSON, one line a ticket. */
export interface TriageOutput {
  tickets(batch: readonly TriagedTicket[]): void;
  end(summary: TriageSummary, currency: string): void;
}

/** How triaged tickets are printed: CSV or NDJSON where asked for or piped, else a table line each. */
export function triageOutput({ csv, json, summary: summed }: TriageFlags, io: Io, hasAccounts: boolean): TriageOutput {
  const paint = paintFor(io);
  const view = { paint, width: io.width, hasAccounts };
  const isTable = csv !== true && json !== true && io.stdoutIsTerminal;
  const line = (ticket: TriagedTicket): string =>
    csv === true ? triageCsvLine(ticket) : isTable ? renderTriageLine(ticket, view) : `${JSON.stringify(ticket)}\n`;
  let isFirst = true;
  return {
    tickets: (batch) => {
      if (summed === true || batch.length === 0) return;
      if (isFirst && csv === true) io.stdout(triageCsvHeader());
      if (isFirst && isTable) io.stdout(renderTriageHead(view));
      isFirst = false;
      io.stdout(batch.map(line).join(""));
    },
    end: (summary, currency) => {
      if (summed === true)
        io.stdout(json === true ? `${JSON.stringify(summary, null, 2)}\n` : renderTriageSummary(summary, { ...view, currency }));
      else if (isTable) io.stdout(`\n${renderTriageSummary(summary, { ...view, currency })}`);
    },
  };
}
