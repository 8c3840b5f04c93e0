import { type Template } from "../ticket-text.ts";

export const HOW_TO: readonly Template[] = [
  [
    "How do I copy a workflow to another team?",
    "I'd like to give '{flow}' to the {team} team as a starting point. Is there a copy, or do I export and import it?",
  ],
  [
    "Reminder after {n} days",
    "How can I send a reminder when nobody approved within {n} days? I found timers, but not how to stop them once it is approved.",
  ],
  ["Loop over a list", "Is it possible to run a step once for each line of a table? I have {n} lines at most."],
  ["Can a form have pages?", "Our form has grown long. Can I split it into pages, or show a part only if a box is ticked?"],
  ["Working days in a deadline", "Deadlines count weekends too. How do I make them count working days, with our own holidays?"],
  ["Test a workflow without sending mails", "What is the best way to test '{flow}' without mails going out to real people?"],
  ["Version history", "I changed '{flow}' and would like to go back to last week's version. Where is the history?"],
  ["Naming runs", "Can the name of a run contain a field from the form, like the customer? All of ours are called 'Run' and a number."],
  [
    "Best practice for a new team",
    "We're bringing the {team} team on board in {month}. Is there a checklist or a template that others have used with success?",
  ],
  ["Two approvers, any one of them", "How do I let two people approve so that the first answer counts? At present it waits for both."],
  ["Where is the training video?", "You showed a video about conditions in the training. I can't find it again, could you send the link?"],
  ["Merge two fields", "Silly question perhaps: how do I join first and last name in one field? The formula help was over my head."],
  ["Counting runs per month", "How can I see how many times '{flow}' ran per month? I need it for a slide next week."],
  ["Default value from the profile", "Can a form field be filled with the department of whoever opens it?"],
];
