import { cpSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { ROOT } from "../../src/testing/demo-book.ts";
import { tempFolder, writeFiles } from "../../src/testing/temp-workspace.ts";

/** The example book with success plans, requests and releases beside it, and a brand: everything a review can show. */
export function richWorkspace(): string {
  const folder = tempFolder();
  cpSync(join(ROOT, "examples/northstar/exports"), join(folder, "exports"), { recursive: true });
  writeFiles(folder, {
    "echo.yaml":
      "company:\n  name: Northstar\ncurrency: USD\nbrand:\n  color: '#0b6e4f'\n  logo: logo.png\n  customers:\n    acme: {logo: missing.png}\n",
    "logo.png": png(120, 40),
    "exports/plans/success_plans.csv": [
      "account,plan,objective,criteria,status,progress,value,currency,created_on,target_on",
      "Acme Corp,P1,Cut the time from order to approval,Median approval time below 2 days,active,0.8,84000,USD,2026-01-15,2026-09-30",
      "Acme Corp,P2,Bring every plant onto one workflow,All 7 plants run the standard workflow,active,0.57,,USD,2026-01-15,2026-12-31",
      "Acme Corp,P3,Replace the paper forms in quality control,No paper form left in quality control,achieved,1,21500,USD,2026-02-01,2026-08-31",
      "Ridgeline Logistics,P4,Plan routes a day ahead,90 % of routes planned by 18:00,active,0.4,12345,USD,2026-02-01,2026-11-30",
    ].join("\n"),
    "exports/plans/milestones.csv": [
      "account,milestone,name,due_on,done_on",
      "Acme Corp,M1,Pilot plant live,2026-07-31,2026-07-28",
      "Acme Corp,M2,Integration with the order system,2026-08-31,",
    ].join("\n"),
    "exports/plans/requests.csv": [
      "account,request,title,status,created_at,shipped_on",
      "Acme Corp,R1,Approve several orders at once,shipped,2026-05-04,2026-09-12",
      "Acme Corp,R2,Export audit trail as PDF,planned,2026-07-20,",
      "Acme Corp,R3,Offline mode for tablets,in progress,2026-08-02,",
      "Acme Corp,R4,Same view as Marrowstone Bank has,open,2026-08-09,",
      "Ridgeline Logistics,R5,Secret wish of Ridgeline,planned,2026-08-02,",
    ].join("\n"),
    "exports/plans/releases.csv": [
      "release,name,released_on,description,requests",
      "L1,Autumn release,2026-09-12,Bulk approval,R1;R5",
      "L2,Summer fixes,2026-07-08,,",
      "L3,Winter release,2027-01-20,,",
    ].join("\n"),
  });
  return folder;
}

export const LONG_NAME =
  "Vereinigte Norddeutsche Maschinenbau- und Anlagentechnikgesellschaft für Sonderkonstruktionen mit beschränkter Haftung & Co. KG";
export const HOSTILE = `<script>alert(1)</script>{{account.name}}"><img src=x onerror=alert(2)>`;

/** Accounts that are hard on a writer: names, scripts, no ticket and 500, one month of use, a negative value. */
export function oddWorkspace(): string {
  const folder = tempFolder();
  const accounts = [
    ["long", LONG_NAME],
    ["hostile", HOSTILE],
    ["rtl", "شركة النور للتجارة"],
    ["cjk", "株式会社日本情報システム開発研究所"],
    ["quiet", "Quiet Ltd"],
  ];
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2026, 7, 1 + index)).toISOString().slice(0, 10));
  writeFiles(folder, {
    "echo.yaml": "company:\n  name: Übersee <b>AG</b>\n",
    "exports/accounts.csv": [
      "account,name,csm,created_on",
      ...accounts.map(([id = "", name = ""]) => `${id},${quoted(name)},Ana <i>Lopez</i>,2025-01-01`),
    ].join("\n"),
    "exports/subscriptions.csv": [
      "account,subscription,plan,seats,amount,currency,interval,started_at",
      ...accounts.map(([id = ""]) => `${id},S-${id},Pro,10,12000,USD,year,2025-01-01`),
    ].join("\n"),
    "exports/usage.csv": [
      "account,day,feature,user,events",
      ...days.flatMap((day) => accounts.slice(0, 4).map(([id = ""]) => `${id},${day},Login,u1@${id}.example,2`)),
    ].join("\n"),
    "exports/tickets.csv": [
      "account,ticket,subject,priority,created_at,solved_at",
      ...Array.from(
        { length: 500 },
        (_, index) =>
          `hostile,T${index},${quoted(index % 2 === 0 ? HOSTILE : "نص من اليمين إلى اليسار يصف مشكلة طويلة جدا في النظام")},high,2026-0${7 + (index % 3)}-0${1 + (index % 9)} 10:00:00,`,
      ),
    ].join("\n"),
    "exports/success_plans.csv": [
      "account,plan,objective,criteria,status,progress,value,currency,created_on,target_on",
      `hostile,P1,${quoted(HOSTILE)},${quoted('=HYPERLINK("http://evil.example")')},active,0.5,-2500,USD,2026-01-01,2026-12-31`,
      `long,P2,${quoted(`${"Supercalifragilisticexpialidocious".repeat(6)} ${"goal ".repeat(80)}`)},${quoted("x".repeat(400))},active,0.5,1000,USD,2026-01-01,2026-12-31`,
    ].join("\n"),
    "exports/requests.csv": [
      "account,request,title,status,created_at",
      ...Array.from({ length: 30 }, (_, index) => `rtl,R${index},${quoted(`طلب رقم ${index} ${"ميزة ".repeat(20)}`)},planned,2026-08-01`),
    ].join("\n"),
  });
  return folder;
}

/** A plain grey PNG. */
function png(width: number, height: number): Uint8Array {
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x60)])));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}
