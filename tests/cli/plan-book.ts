import { writeFiles } from "../../src/testing/temp-workspace.ts";

/** A small book under the book's own column names: one account with recorded problems, one without, one that left, one with a hostile name. */
export function planBook(folder: string, settings = ""): void {
  const csv = (header: string, ...rows: readonly string[]): string => `${[header, ...rows].join("\n")}\n`;
  writeFiles(folder, {
    "echo.yaml": `company:\n  name: Our Company\n${settings}`,
    "exports/accounts.csv": csv(
      "account,name,domain,csm,created_on",
      "fern,Fernway,fernway.test,Ada Berg,2025-01-10",
      "gorse,Gorse Mills,gorse.test,Ada Berg,2025-01-10",
      "heath,Heath & Sons,heath.test,Bo Lind,2025-01-10",
      'ivy,"<img src=x onerror=alert(1)> [x](javascript:1) | =1+1",ivy.test,Bo Lind,2025-01-10',
    ),
    "exports/subscriptions.csv": csv(
      "subscription,account,plan,seats,currency,interval,amount,arr,started_at,period_start_at,period_end_at,ended_at,cancel_reason",
      "s1,fern,Team,20,USD,year,24000,24000,2025-02-01,2026-02-01,2027-02-01,,",
      "s2,gorse,Team,20,USD,year,12000,12000,2025-02-01,2026-02-01,2027-02-01,,",
      "s3,heath,Team,5,USD,year,6000,6000,2025-02-01,2025-02-01,2026-02-01,2026-02-01,switched_service",
      "s4,ivy,Team,5,USD,year,6000,6000,2025-02-01,2026-02-01,2027-02-01,,",
    ),
    "exports/requests.csv": csv(
      "request,account,title,description,status,created_at,shipped_on",
      'R-1,fern,"Approve from the phone, on the road",,open,2026-09-01,',
      "R-2,fern,Shipped long ago,,done,2026-03-01,2026-05-01",
      "R-3,fern,Asked for after the day,,open,2026-12-24,",
      "R-4,ivy,<script>alert(1)</script>,,open,2026-09-01,",
    ),
    "exports/tickets.csv": csv(
      "ticket,account,subject,description,priority,status,created_at",
      'T-1,fern,Seats,"We would like more seats for the second team.",normal,open,2026-10-20',
      'T-2,gorse,Rivals,"They showed us Zapflow last week. Zapflow does exports better, said our CFO.",normal,open,2026-10-21',
      'T-3,gorse,Later,"Zapflow again, after the day",normal,open,2026-12-24',
      'T-4,fern,Unrelated,"zapflows is another word",normal,open,2026-10-21',
    ),
    "exports/churn_events.csv": csv(
      "churn,account,churned_on,reason,detail,competitor",
      'C-1,heath,2026-02-01,switched_service,"Zapflow was half the price, ""simply"".",Zapflow',
    ),
    "exports/opportunities.csv": csv(
      "opportunity,account,name,stage,kind,amount,currency,owner,created_at,close_on,won,closed",
      "O-1,fern,Fernway renewal,Proposal,renewal,24000,USD,Cy Novak,2026-10-01,2027-02-01,false,false",
    ),
  });
}
