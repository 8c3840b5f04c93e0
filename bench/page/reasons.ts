/** Why a line of the table does not hold, or why another is ahead, by the id of the line. Held against what is measured: a line that holds needs none. */
export const REASONS: Readonly<Record<string, string>> = {
  start: "Node itself takes most of it; the rest is reading one file of the program.",
  "start-memory":
    "An answer opens a database and reads from it; the others have only been imported and have done nothing yet. `--help` loads none of it.",
  "start-peer": "Both are at the floor that Node sets.",
  route: "The compiled team is read and taken apart before the first word is looked at.",
  "turn-cpu":
    "Names are masked both ways, every event is put on the disk before the run goes on, and every sentence is verified. The others do none of it as they are set up here.",
  "turn-wall": "Each turn waits for the disk: a run that is killed goes on from there. The others keep nothing as they are set up here.",
  "turn-memory": "Compared with the Agent SDK only in this process: what its own program takes is not seen.",
  "loop-cpu": "Masking, the journal, and the verification of every sentence come on top of the same two requests.",
  wide: "Runs share one thread: what 64 of them compute at the end of a wave adds up.",
  "triage-rate":
    "Everything is told of a ticket: capability and gap, kind, feeling, priority, escalation by rule, who takes it. Counted by one processor; the stream uses a second.",
  "triage-natural logistic regression":
    "It tells one of a few kinds, learned from 150 tickets since its training is slow; ECHO tells over a dozen things of a ticket at once.",
  "triage-natural Bayes": "It tells the capability alone, ECHO over a dozen things at once.",
  "triage-nlp.js": "It tells the capability alone, ECHO over a dozen things at once.",
  "triage-wink-nlp": "It counts words with a feeling, which is one part of what ECHO tells.",
  import:
    "DuckDB reads the file into one table. An import also keeps the typed rows for the next one, tells of every row what became of it, joins each to its account, takes events told twice out, and sorts all by account.",
  "import-unchanged": "Sizes and times of all exports are compared with the manifest before anything is said.",
  "import-size": "Rows are sorted by account, and lists that answers need at once are kept beside them.",
  health:
    "The scan adds one column up. A score reads it by week, user and feature on two days, and support, surveys, meetings, people and money as well.",
  "batch-analyst": "A job writes its Facts, its brief and three tracking files, each on the disk before the next.",
  "batch-model":
    "The start of the program is in, and every turn is on the disk before the next; with two processors shared with the server, that is not free.",
  sweep: "Three files a task are merged and put on the disk before the next; the plan alone takes a fraction of it.",
  workers: "Workers share the machine with PostgreSQL and with the server that answers them.",
  "workers-cost": "Each job is enqueued, taken and ended in PostgreSQL, and its result is kept there.",
  patterns: "A pattern of fewer tickets than chance would bring is not told.",
  reports: "A deck is a package of some sixty parts with charts that can be edited, each made anew.",
  memory:
    "Tickets are read as a stream and forgotten. An import gives DuckDB as much memory as helps it, up to its bound; `health --all` holds one row an account.",
};
