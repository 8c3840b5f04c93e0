/** Meetings that a story needs. Accounts named here have no others. */

export type MeetingType = "Kickoff" | "Check-in" | "QBR" | "Training" | "Renewal" | "Executive Review";
export type MeetingStatus = "Held" | "No-show" | "Cancelled" | "Scheduled";

export type StoryMeeting = readonly [day: string, type: MeetingType, status: MeetingStatus, notes: string];

export const STORY_MEETINGS: Readonly<Record<string, readonly StoryMeeting[]>> = {
  "Acme Corp": [
    ["2026-06-11", "QBR", "Held", "Goals for the half year agreed: provisioning without hand work, two more lines live"],
    ["2026-07-16", "Check-in", "Held", "Line 4 is live, Marisol wants to show it to the other plants"],
    ["2026-08-20", "Check-in", "Held", "Small items only"],
    ["2026-09-17", "Check-in", "Held", "Provisioning trouble came up, Noor collects examples"],
    ["2026-10-15", "Check-in", "Held", "Marisol told us that she leaves tomorrow, no successor named"],
    ["2026-10-29", "Check-in", "No-show", "Nobody joined"],
    ["2026-11-12", "Check-in", "Cancelled", "Cancelled by Graham an hour before"],
  ],
  Brightloom: [
    ["2026-06-09", "Check-in", "Held", "Dyeing department asks for access"],
    ["2026-07-21", "QBR", "Held", "Cycle time down 38 % against last year"],
    ["2026-08-25", "Check-in", "Held", "Seats are filling up"],
    ["2026-09-22", "Check-in", "Held", "Second site in Leeds planned"],
    ["2026-10-20", "QBR", "Held", "All seats in use; COO wants a proposal for 20 more and the Enterprise tier"],
    ["2026-11-17", "Check-in", "Held", "Proposal sent, questions about the audit trail"],
    ["2026-12-03", "Check-in", "Scheduled", "Go through the proposal"],
  ],
  "Cobalt Freight": [
    ["2026-10-09", "Kickoff", "Held", "Go-live planned for 6 November, data of the old system to be imported first"],
    ["2026-10-16", "Check-in", "Held", "Import fails, test file promised"],
    ["2026-10-27", "Training", "Cancelled", "No data to train with yet"],
    ["2026-11-06", "Check-in", "Held", "Go-live moved, no new date"],
    ["2026-11-13", "Check-in", "No-show", "Project lead on another project"],
  ],
  "Driftwood Analytics": [
    ["2026-06-04", "Check-in", "Held", "All well, little to discuss"],
    ["2026-07-02", "QBR", "Held", "Short review, new head of research could not attend"],
  ],
  "Ember & Oak": [
    ["2026-06-10", "Check-in", "Held", "Long list of questions, answered them all"],
    ["2026-07-15", "QBR", "Held", "Guest complaints handled in half the time"],
    ["2026-08-19", "Training", "Held", "Conditions and loops, 14 people"],
    ["2026-09-16", "Check-in", "Held", "Template for the gallery offered"],
    ["2026-10-14", "QBR", "Held", "Plan to bring in the two new houses"],
    ["2026-11-11", "Check-in", "Held", "Six more seats under discussion"],
  ],
  "Fernhill Labs": [["2026-11-24", "Kickoff", "Scheduled", ""]],
  "Granite Mutual": [
    ["2026-06-23", "QBR", "Held", "14 people active of 40 seats, plan for claims department postponed"],
    ["2026-07-28", "Check-in", "Held", "Reorganisation under way"],
    ["2026-09-24", "QBR", "Held", "Budget for 2027 will be smaller"],
    ["2026-11-05", "Renewal", "Held", "Procurement wants a plan with 15 seats"],
  ],
  "Harbor & Pine": [
    ["2026-06-17", "Check-in", "Held", "Connector is the one open point"],
    ["2026-08-13", "Check-in", "No-show", ""],
    ["2026-09-03", "Renewal", "Held", "They leave: another product has the shop connector"],
  ],
};

/** Renewal talks of other accounts. */
export const RENEWAL_TALKS: Readonly<Record<string, string>> = {
  "Oxbow Insurance": "2026-10-22",
  "Lanternfish Studios": "2026-10-28",
  "Rivulet Water": "2026-11-04",
  "Pellucid Biotech": "2026-11-10",
};

export const KICKOFFS: Readonly<Record<string, string>> = {
  "Larkspur Robotics": "2026-07-16",
  "Dovetail Builders": "2026-08-20",
};
