import { type Template } from "../ticket-text.ts";

export const FEATURE_REQUESTS: readonly Template[] = [
  [
    "Idea: comments on a step",
    "It'd be great to leave comments on a single step while building. We are {n} people working on '{flow}' and talk about it in chat now.",
  ],
  ["Feature request: dark mode", "Please add a dark mode. The night shift would love you for it."],
  ["Request: approve by reply mail", "Our managers live in their inbox. Approving by answering the mail would speed things up a lot."],
  [
    "Wish: conditional colours in tables",
    "Could tables have conditional colours, like red for overdue? We do that in a spreadsheet today.",
  ],
  [
    "Suggestion for the template gallery",
    "We built something nice for {team} and would gladly share it. Could the gallery take templates from customers?",
  ],
  ["Please add a Gantt view", "A view with bars over time for long running workflows would replace a whole tool here."],
  ["Feature request: folders in folders", "With {n} workflows we need a second level of folders. Search is good, but order is better."],
  ["Request: multi-language forms", "Our forms go to people in three countries. Can the same form have texts in several languages?"],
  ["Would like a sandbox", "Is a sandbox planned, where changes can be tried and then moved over in one go? We'd pay for that."],
  ["Wish: mention people", "Mentioning a colleague with @ in a run would help. We copy links around now."],
  ["Idea for notifications", "A digest once a day in place of {n} single mails, please. People have begun to filter them away."],
  [
    "Feature request: audit trail for form changes",
    "For our certification we need to show who changed which field of a form and when. Is something like it on the roadmap?",
  ],
  [
    "Keyboard shortcuts in the editor",
    "A few shortcuts for the editor (copy step, undo, zoom) would make my day. Love the new one otherwise.",
  ],
];
