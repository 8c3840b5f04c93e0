// Reads an export of tickets as it streams in and prints what is above support's authority: `cat tickets.csv | tsx urgent-tickets.ts`.
import { triage } from "echo-cs";

let tickets = 0;
for await (const ticket of triage(process.stdin, { onBroken: (line, reason) => console.error(`line ${line}: ${reason}`) })) {
  tickets += 1;
  if (ticket.escalate)
    console.log(`${ticket.priority} ${ticket.id} ${ticket.capability ?? "other"}: ${ticket.subject} → ${ticket.agent ?? "nobody"}`);
}
console.error(`${tickets} tickets read`);
