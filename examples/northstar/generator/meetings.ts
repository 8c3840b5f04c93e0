import { compareText } from "../../../src/core/compare-text.ts";
import { AS_OF, addDays, FIRST_DAY, isWeekend } from "./days.ts";
import { csv, type Row } from "./output.ts";
import { presentContacts } from "./people.ts";
import { random, type Random } from "./random.ts";
import { ACCOUNTS, type Account, accountNamed, touch } from "./roster.ts";
import { KICKOFFS, type MeetingStatus, type MeetingType, RENEWAL_TALKS, STORY_MEETINGS } from "./meeting-stories.ts";
import { CHURNED } from "./subscription-terms.ts";

const COLUMNS = ["Meeting ID", "Date", "Type", "Company", "Host", "Attendees", "Status", "Notes"];

interface Meeting {
  readonly account: Account;
  readonly day: string;
  readonly type: MeetingType;
  readonly status: MeetingStatus;
  readonly notes: string;
}

const NOTES: Readonly<Record<MeetingType, readonly string[]>> = {
  Kickoff: ["Goals and contacts agreed, first workflow chosen"],
  "Check-in": [
    "",
    "",
    "Small items only",
    "Open tickets gone through",
    "New team wants a demo",
    "Reporting questions, sent the guide",
    "All well",
    "Asked for a reference, they will think about it",
  ],
  QBR: [
    "Goals reviewed, next quarter agreed",
    "Usage and savings shown, two actions for us",
    "Good turnout, wants roadmap details",
    "Value per team shown, finance was present",
  ],
  Training: ["Basics for new people", "Building workflows, second part"],
  Renewal: ["Terms discussed, no surprises", "Wants a two year offer"],
  "Executive Review": ["Sponsors on both sides met", "Plans for next year, budget looks stable"],
};

/** `calendar/meetings.csv`, oldest first, and one row whose date does not exist. */
export function meetingsCsv(): string {
  const meetings = ACCOUNTS.flatMap(meetingsOf).toSorted((a, b) => compareText(a.day, b.day));
  const rows = meetings.map(row);
  rows.splice(90, 0, {
    ...row(
      { account: accountNamed("Copperleaf Legal"), day: "2026-09-04", type: "Check-in", status: "Held", notes: "Typed in by hand" },
      900,
    ),
    Date: "2026-13-45",
  });
  return csv(COLUMNS, rows);
}

function meetingsOf(account: Account): Meeting[] {
  const story = STORY_MEETINGS[account.name];
  if (story !== undefined) return story.map(([day, type, status, notes]) => ({ account, day, type, status, notes }));
  const rng = random("meetings", account.name);
  const meeting = (day: string, type: MeetingType): Meeting => {
    const status = statusOf(account, rng);
    return { account, day: workday(day), type, status, notes: status === "Held" ? rng.pick(NOTES[type]) : "" };
  };
  const regular = [...series(account, rng, "Check-in", meeting), ...series(account, rng, "QBR", meeting)];
  const held = (day: string | undefined, type: MeetingType): Meeting[] =>
    day === undefined ? [] : [{ account, day, type, status: "Held", notes: rng.pick(NOTES[type]) }];
  const kickoff = KICKOFFS[account.name];
  const executive = account.strategic === "true" ? workday(addDays("2026-08-31", rng.int(0, 40))) : undefined;
  const training = rng.chance(0.3) ? meeting(addDays(FIRST_DAY, rng.int(20, 170)), "Training") : undefined;
  return [
    ...held(kickoff, "Kickoff"),
    ...[...regular, ...(training === undefined ? [] : [training])].filter((entry) => entry.day >= (kickoff ?? account.start)),
    ...held(executive, "Executive Review"),
    ...held(RENEWAL_TALKS[account.name], "Renewal"),
  ].filter((entry) => entry.day < (CHURNED[account.name]?.endedOn ?? "9999"));
}

/** Days between two meetings of a kind, by touch; low touch has none. */
const EVERY: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  high: { "Check-in": 30, QBR: 88 },
  mid: { "Check-in": 58, QBR: 150 },
};

function series(account: Account, rng: Random, type: MeetingType, meeting: (day: string, type: MeetingType) => Meeting): Meeting[] {
  const usual = EVERY[touch(account)]?.[type];
  if (usual === undefined) return [];
  const every = usual + (account.mood === "yellow" ? 14 : 0);
  const meetings: Meeting[] = [];
  for (let day = addDays(FIRST_DAY, rng.int(2, Math.min(every, 40))); day <= AS_OF; day = addDays(day, every + rng.int(-3, 3))) {
    meetings.push(meeting(day, type));
  }
  return meetings;
}

function statusOf(account: Account, rng: Random): MeetingStatus {
  const missed = { green: 0.04, yellow: 0.15, red: 0.4 }[account.mood];
  if (!rng.chance(missed)) return "Held";
  return rng.chance(0.5) ? "No-show" : "Cancelled";
}

function row(meeting: Meeting, index: number): Row {
  const rng = random("meeting", meeting.account.name, meeting.day, meeting.type);
  const invited = rng.shuffled(presentContacts(meeting.account, meeting.day)).slice(0, meeting.type === "Check-in" ? 2 : 4);
  return {
    "Meeting ID": `mtg_${String(4001 + index)}`,
    Date: meeting.day,
    Type: meeting.type,
    Company: meeting.account.name,
    Host: meeting.account.csm,
    Attendees: invited.map((person) => person.email).join(";"),
    Status: meeting.status,
    Notes: meeting.notes,
  };
}

function workday(day: string): string {
  return isWeekend(day) ? addDays(day, -2) : day;
}
