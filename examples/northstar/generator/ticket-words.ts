/** The words around a ticket's core: what fills its slots, and how people begin and end, by temper. */

export type Tone = "plain" | "polite" | "friendly" | "terse" | "long" | "angry";

export const SLOTS: Readonly<Record<string, readonly string[]>> = {
  flow: [
    "Purchase approval",
    "Onboarding",
    "Invoice check",
    "Complaint intake",
    "Leave request",
    "Vendor set-up",
    "Shift handover",
    "Contract review",
    "Returns",
    "Incident report",
    "Travel request",
    "Price change",
  ],
  tool: ["Quillbase CRM", "Tonnage ERP", "Paylark", "Stockwhistle", "Cartobello", "Dockethub", "Filecairn", "Rotawhistle"],
  role: ["Editor", "Approver", "Team Admin", "Builder", "Viewer", "Auditor"],
  team: ["Finance", "Logistics", "HR", "Quality", "Procurement", "Field Service", "Customer Care", "Maintenance", "Legal", "Planning"],
  since: [
    "Monday",
    "last Tuesday",
    "the weekend",
    "yesterday",
    "the last release",
    "about two weeks ago",
    "the 3rd",
    "this morning",
    "Thursday evening",
  ],
  err: ["error 4012", "NS-500-17", "'unexpected token'", "code 0x81", "E_TIMEOUT", "'state mismatch'", "NS-403-02"],
  browser: ["the desktop browser", "the company browser", "a private window", "the kiosk browser"],
  file: ["customers.csv", "open-orders.csv", "stock_list.csv", "shipments_2026.csv", "suppliers.csv", "cases-export.csv"],
  month: ["June", "July", "August", "September", "October"],
};

export const OPENINGS: Readonly<Record<Tone, readonly string[]>> = {
  plain: ["", "", "Hello,", "Hi,", "Hi support,"],
  polite: [
    "Hello team, I hope you are well.",
    "Good morning,",
    "Dear support team,",
    "Hi there, sorry to bother you.",
    "Hello, a small thing from our side.",
  ],
  friendly: [
    "Hi all, me again :)",
    "Hey team, loving the product so far!",
    "Hello friends,",
    "Hi, quick one from your biggest fans.",
    "Hi folks, hope you had a good weekend.",
  ],
  terse: [""],
  long: [
    "Hello, let me give you some background first. We rolled Northstar out to three departments this year, and it has become part of how we work every day, so please read to the end.",
    "Hi, I was asked by my manager to write this down in full. We went through your help pages and through the community, and I also asked two colleagues before I wrote to you.",
    "Good day. I am new in this job and took the topic over from a colleague, so forgive me if some of it is known to you. I describe what I see as well as I can.",
  ],
  angry: [
    "This is not acceptable.",
    "I have to be frank: we are losing patience.",
    "Again. AGAIN.",
    "We pay a lot of money for this and it does not work.",
    "I am really frustrated with this.",
    "How is this still broken?",
  ],
};

export const CLOSINGS: Readonly<Record<Tone, readonly string[]>> = {
  plain: ["", "Thanks.", "Please advise.", "Thank you,", "Regards,"],
  polite: [
    "Many thanks for your help!",
    "Thank you in advance, no rush.",
    "I'd appreciate a short answer when you have a minute.",
    "Kind regards,",
  ],
  friendly: [
    "Thanks a million, you are always quick!",
    "Cheers and keep up the great work!",
    "Thanks so much, the team loves it.",
    "Have a lovely day!",
  ],
  terse: ["", "", "Thx", "Pls fix."],
  long: [
    "I can show it to you in a call on any afternoon. In the meantime we work around it by hand, which is fine for a while, but not for long.",
    "If you need logs, screenshots or a test account, tell me which and I will get them to you the same day. Thank you for reading all this.",
  ],
  angry: [
    "I expect an answer today.",
    "Please escalate this.",
    "If it's not fixed this week I will have to take it up with my management.",
    "Nobody here trusts it any more.",
    "This costs us hours every single day.",
  ],
};
