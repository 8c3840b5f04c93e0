import { type Template } from "../ticket-text.ts";

export const MOBILE: readonly Template[] = [
  [
    "App crashes when I open an approval",
    "The mobile app crashes as soon as I tap an approval with an attachment. Phone was restarted, app reinstalled. Same.",
  ],
  ["No push notifications", "I get no push notifications for '{flow}' since {since}. They are switched on in the app and on the phone."],
  ["Mobile app logs me out", "The app wants my password every morning. It is annoying at the machine with gloves on."],
  [
    "Offline forms not sent",
    "Our drivers fill in forms offline. {n} of them were never sent when the phones were online again, and they are gone from the list as well.",
  ],
  ["Camera upload sideways", "Photos taken in the app are shown sideways on the desktop. Minor, but our customers see them."],
  [
    "App very slow on older tablets",
    "On the tablets in the warehouse a form takes 20 seconds to open. We have {n} of them and can't replace them this year.",
  ],
  [
    "Signature field missing in app",
    "The signature field of '{flow}' shows up in the browser but not in the app. Our technicians need it on site.",
  ],
  ["Tablet layout", "In landscape the buttons at the bottom are covered by the keyboard. Portrait works."],
  [
    "App shows yesterday's tasks",
    "The task list in the app is a day old until I pull it down twice. People approve things that are done already.",
  ],
  ["Barcode scanning", "The barcode scanner reads some codes wrongly: a zero in front gets lost. {n} parcels went to the wrong shelf."],
  [
    "Which phone versions are supported?",
    "Before we buy {n} new phones: which versions does the app need, and for how long will they be supported?",
  ],
  ["App update removed my drafts", "After the app update all my drafts are gone. There were about {n}. Can you get them back?"],
];
