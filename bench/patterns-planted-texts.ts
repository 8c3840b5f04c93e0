/** A fault as customers tell it: subjects and descriptions, any of which may meet any other. */
export interface PlantedFault {
  readonly name: string;
  readonly subjects: readonly string[];
  readonly tellings: readonly string[];
}

/** Twenty faults in the words of people who have not read the taxonomy. */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: "leavers keep their desk",
    subjects: ["Former employees still show up as active", "People who quit can still open the tool", "Leavers not removed overnight"],
    tellings: [
      "Two colleagues left on Friday, HR removed them from our directory, and this morning both former employees were still active with all rights.",
      "When somebody quits, the nightly job should take the person out. Leavers stay active until I switch them off by hand.",
      "Our auditor found nine former employees among the active people. The directory removed every one of those leavers weeks ago.",
      "People who quit last month still appear as active, although the directory has not listed these former employees since.",
    ],
  },
  {
    name: "round cents",
    subjects: ["One cent missing on every invoice total", "Totals off by a cent", "Rounding differs from our ledger"],
    tellings: [
      "Lines add up to 119.97 but the invoice total prints 119.96. The rounding takes a cent away each time.",
      "Our bookkeeper rejects the bills because totals are off by one cent against the ledger; it looks like rounding per line.",
      "Since the change each total is a cent short. Rounding seems to happen before the sum rather than after it.",
      "Bills with three lines or more come out a cent lower than our ledger. Rounding again?",
    ],
  },
  {
    name: "sideways scans",
    subjects: ["Photos from the phone arrive rotated", "Pictures turned by ninety degrees", "Camera shots lie on their side"],
    tellings: [
      "Drivers take a photo upright and in the record it lies on its side, turned by ninety degrees.",
      "Every picture taken with the phone camera is rotated once it is saved. Old photos are fine.",
      "Camera shots come out rotated by ninety degrees since the last app version; on the phone itself the picture looks right.",
      "Our crew's photos are all on their side. Rotating each picture by hand takes them ten minutes a day.",
    ],
  },
  {
    name: "summer hour",
    subjects: [
      "Meetings moved by one hour after the clock change",
      "Everything an hour late since daylight saving",
      "Clock change broke our slots",
    ],
    tellings: [
      "Since the clocks went back, all recurring slots are shifted by sixty minutes for our people in Lisbon.",
      "Daylight saving ended and now every recurring meeting starts an hour late in the planner.",
      "The clock change on Sunday moved our slots. What was nine is now ten in the planner, only for recurring ones.",
      "After daylight saving the recurring slots of three sites are one hour off, single ones are right.",
    ],
  },
  {
    name: "umlauts",
    subjects: ["Strange characters instead of umlauts", "Accents turn into question marks", "Names garbled after upload"],
    tellings: [
      "Müller comes in as MÃ¼ller. Every name with an umlaut is garbled after we load the list.",
      "Accented letters turn into question marks or garbled pairs when the supplier list is loaded.",
      "We load a list with umlauts and accents, and what we see are garbled characters such as Ã¤ and Ã¶.",
      "All names with accents look garbled since we load them through the new screen. The old screen kept the umlauts.",
    ],
  },
  {
    name: "silent hooks",
    subjects: ["Callbacks stopped without any error", "Our endpoint gets nothing since Tuesday", "No events delivered to our listener"],
    tellings: [
      "Our listener has received no callback since Tuesday noon. The delivery page shows all green, yet nothing arrives.",
      "Callbacks simply stopped. We see zero requests at our listener, and no failed delivery in your page either.",
      "Deliveries are marked as sent but our listener's access log is empty. We miss every event of the last two days.",
      "Nothing arrives at our listener any more; your delivery page claims that each callback was accepted.",
    ],
  },
  {
    name: "ghost copies",
    subjects: ["The same customer appears twice after each nightly load", "Twins in the contact list", "Every contact doubled"],
    tellings: [
      "After each nightly load we find a twin of about forty contacts, same mail, same phone.",
      "Contacts are doubled: one with the old number and its twin with none. It happens in the night.",
      "We delete the twins each morning and the next nightly load brings the doubled contacts back.",
      "Our list grew from 900 to 1,800 contacts since each one got a twin overnight.",
    ],
  },
  {
    name: "frozen wheel",
    subjects: ["Board never finishes opening on Mondays", "Spinning wheel for minutes", "Start page hangs in the morning"],
    tellings: [
      "On Monday mornings the start board shows the spinning wheel for four minutes before any tile appears.",
      "The wheel spins and spins. Our managers gave up on the start board and count by hand.",
      "Between eight and nine the start board hangs; tiles come one by one with the spinning wheel on each.",
      "Tiles of the start board take minutes. At lunch the spinning wheel is gone within a second.",
    ],
  },
  {
    name: "cut spreadsheet",
    subjects: ["File ends after ten thousand lines", "Download is incomplete", "Rows missing at the end of the spreadsheet"],
    tellings: [
      "The spreadsheet stops at line 10,000 although we have 34,512 entries. There is no hint that the file is cut.",
      "Our download is cut off: exactly ten thousand lines, the rest of the year is missing.",
      "Finance noticed that the spreadsheet holds ten thousand lines and not one more. The file was cut without a word.",
      "However we filter, the downloaded spreadsheet is cut at ten thousand lines.",
    ],
  },
  {
    name: "sign-off skips",
    subjects: ["Second signature skipped", "Requests pass with only one signature", "Step for the controller is jumped over"],
    tellings: [
      "Orders above 5,000 need two signatures. Since the update they go through after the first; the controller is skipped.",
      "The controller never sees the order: the second signature is jumped over and the purchase goes out.",
      "A purchase of 18,000 went out with one signature. The step for the controller was skipped.",
      "Second signatures are skipped whenever the first person is also a deputy. The controller is furious.",
    ],
  },
  {
    name: "vanished drafts",
    subjects: ["Half-written answers are gone", "Lost what I typed after switching tabs", "Text disappears before saving"],
    tellings: [
      "I typed for half an hour, looked at another tab, came back and the text field was empty.",
      "What people type disappears when the tab sleeps. Half-written texts are lost daily.",
      "My half-written text disappeared twice today after I switched tabs. No draft anywhere.",
      "Typed text is lost when I come back from another tab; the field is empty and there is no draft.",
    ],
  },
  {
    name: "wrong tax",
    subjects: ["Reverse charge shows nineteen percent", "VAT charged although we are abroad", "Tax on a foreign bill"],
    tellings: [
      "We are in Austria with a valid VAT number, yet your bill has nineteen percent on it. Reverse charge should apply.",
      "The bill adds VAT although reverse charge was set. Our tax adviser cannot book it.",
      "Please correct: reverse charge applies to us abroad, and the bill shows nineteen percent VAT again.",
      "Our VAT number was checked, still nineteen percent appears where reverse charge belongs.",
    ],
  },
  {
    name: "deaf search",
    subjects: ["Lookup finds nothing typed today", "Fresh entries cannot be found", "New records missing from the magnifier"],
    tellings: [
      "What we enter today can only be found tomorrow. The magnifier returns nothing for fresh entries.",
      "Fresh entries do not turn up when we look for them. Those of yesterday are found at once.",
      "I enter a part number, look it up a minute later with the magnifier and it finds nothing.",
      "The magnifier does not know entries of the same day; our front desk enters them a second time because of it.",
    ],
  },
  {
    name: "paper jam",
    subjects: ["Labels print half a page too low", "Sticker sheet misaligned", "Print layout slipped"],
    tellings: [
      "Our stickers come out two centimetres too low on the sheet since last week. Printer and paper are the same.",
      "The sticker sheet is misaligned: the lower half of every label lands on the next one.",
      "Labels slipped downwards on the sheet. We waste a sheet of stickers for each order.",
      "Print preview looks right, yet on paper the stickers are too low and the sheet is misaligned.",
    ],
  },
  {
    name: "offline loss",
    subjects: ["Work done in the basement never arrives", "Entries without signal are lost", "Checklist filled underground vanished"],
    tellings: [
      "Technicians fill the checklist in basements without signal. Back upstairs nothing is sent and the checklist is empty.",
      "Entries made without signal never arrive. The checklist says done on the handset and is empty in the office.",
      "A whole day of checklists from the tunnel is gone: no signal there, and later nothing was sent.",
      "Whoever works without signal loses the checklist the moment the handset is back online.",
    ],
  },
  {
    name: "mail in junk",
    subjects: ["Your messages land in the junk folder", "Notices sorted out as unsolicited", "Recipients never see the mails"],
    tellings: [
      "Since a week all notices to our partners go to junk. Their gateway says the sender's signature does not match.",
      "Partners tell us that the notices end up in junk; the gateway reports a failed DKIM signature.",
      "Our own gateway now sorts your notices as junk: DKIM fails for the sending domain.",
      "Nobody reads the notices because they are in junk. The headers say DKIM failed.",
    ],
  },
  {
    name: "merged strangers",
    subjects: ["Two different firms were thrown together", "Wrong companies combined", "Unrelated firms became one"],
    tellings: [
      "Hansen Bygg and Hansen Frakt are different firms. Overnight they were thrown together, with one history.",
      "Unrelated firms with a like name got combined, and now their histories are mixed.",
      "You combined two of our firms that merely share a word. We cannot pull the histories apart.",
      "Since the clean-up run different firms with like names are thrown together. Their histories are mixed up.",
    ],
  },
  {
    name: "stuck robots",
    subjects: ["Nightly automation waits forever", "Runs stay in the queue", "Robot does not start any more"],
    tellings: [
      "Our nightly run is queued at two and at nine it still waits. Nothing starts until I cancel it.",
      "Runs stay queued for hours. If I cancel and start by hand it takes a minute.",
      "Since Thursday each scheduled run is stuck in the queue; cancelling and starting by hand helps.",
      "The queue holds forty runs that never start. We cancel them every morning.",
    ],
  },
  {
    name: "lost language",
    subjects: ["Screens switch back to English every day", "Language setting forgotten", "French interface gone each morning"],
    tellings: [
      "Our team set French, and each morning the screens are English again.",
      "The language setting is forgotten after every sign-out. Our shop floor does not read English.",
      "Screens fall back to English daily. We set French again and again.",
      "The setting for French does not survive the night, the screens are in English again.",
    ],
  },
  {
    name: "seat surprise",
    subjects: ["Charged for observers", "View-only people counted as paid", "Observers suddenly cost money"],
    tellings: [
      "We have twelve observers who only look. Since this month they count as paid places.",
      "View-only people were always free. The new statement lists observers as paid places.",
      "Why do observers cost money now? They cannot change anything and were never counted as paid places.",
      "Our count of paid places jumped by thirty because observers are included all of a sudden.",
    ],
  },
];

export const OPENERS = [
  "Hi team,",
  "Hello,",
  "Good morning, I hope you are well.",
  "Dear support,",
  "Hi, me again.",
  "",
  "Hello everybody, sorry to write on a busy day.",
  "Hey,",
  "To whom it may concern,",
];

export const CLOSERS = [
  "Thanks!",
  "Could somebody look into it this week?",
  "Best regards",
  "Please call me back on +49 30 5557 0199.",
  "Happy to share my screen.",
  "We use Chrome on Windows, nothing special.",
  "I attach nothing because our policy forbids it.",
  "",
  "Let me know if you need more from us.",
  "This has been going on for a while.",
  "Kind regards, the operations desk",
];
