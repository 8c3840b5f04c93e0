import type { ChalkInstance } from "chalk";
import type { listHandoffs, PacketLine } from "../../app/handoffs.ts";
import { clean, count } from "../../core/text.ts";
import type { IssueText } from "../../tasks/issue-text.ts";
import type { Packet } from "../../tasks/packet.ts";
import { STAKES_ROWS } from "../../tasks/stakes.ts";
import { bullet } from "./bullet.ts";
import { cleanScreen } from "./clean-screen.ts";
import { cut } from "./cut.ts";
import { table } from "./table.ts";
import { twoDays } from "./render-tasks.ts";
import { pad, wrap } from "./wrap.ts";

export interface HandoffsView {
  readonly paint: ChalkInstance;
  readonly width: number;
}

type PacketList = Awaited<ReturnType<typeof listHandoffs>>;

const WAY: Readonly<Record<string, string>> = { delegate: "takes over", consult: "answers", collaborate: "works along" };

/** The packets, two lines each: state, deadline and who; then what it is about. */
export function renderPackets({ packets, on, data_as_of: data }: PacketList, view: HandoffsView): string {
  const { paint, width } = view;
  if (packets.length === 0)
    return "No packets. `echo-cs ask` hands work on where a playbook says so; `echo-cs handoffs new` does it by hand.\n";
  const lines = packets.flatMap((packet) => {
    const due = packet.deadline === null ? "no date" : packet.deadline;
    const late = packet.overdue ? paint.red("late") : "    ";
    const stake = [packet.severity, packet.arr].filter((part) => part !== null).join(" · ");
    return [
      `${stateOf(packet, paint)} ${pad(due, 10)} ${late}  ${packet.from} → ${paint.bold(packet.to)} ${paint.dim(`(${packet.mode})`)}`,
      `${" ".repeat(INDENT)}${wrap(packet.title, width - INDENT).replaceAll("\n", `\n${" ".repeat(INDENT)}`)}`,
      `${" ".repeat(INDENT)}${paint.dim(wrap([stake, packet.id].filter((part) => part !== "").join(" · "), width - INDENT).replaceAll("\n", `\n${" ".repeat(INDENT)}`))}`,
    ];
  });
  const late = packets.filter(({ overdue }) => overdue).length;
  const waiting = packets.filter(({ status }) => status === "open" || status === "acknowledged").length;
  const tail = `${count(packets.length, "packet")}, ${waiting} waiting, ${late} late as of ${on}.`;
  return `${cleanScreen(paint, [...twoDays(on, data, view), ...lines, "", tail].join("\n"))}\n`;
}

const INDENT = 13;

/** One packet in full, and what to do with it. */
export function renderPacket(line: PacketLine, packet: Packet, { paint, width }: HandoffsView): string {
  const section = (title: string, body: readonly string[]): string[] => (body.length === 0 ? [] : ["", paint.underline(title), ...body]);
  const { stakes } = packet;
  const lines = [
    paint.bold(packet.title),
    `${packet.from} → ${packet.to}, who ${WAY[packet.mode] ?? packet.mode} · ${packet.status}${line.overdue ? paint.red(" · late") : ""}`,
    paint.dim(wrap(`${line.id} · by ${packet.deadline ?? "no date"}${packet.rule === null ? "" : ` · rule ${packet.rule}`}`, width)),
    ...section(
      "What is asked",
      packet.asked.split("\n").map((text) => bullet(text.replace(/^- /, ""), width)),
    ),
    ...section("Question", [bullet(packet.question, width)]),
    ...(stakes === undefined
      ? []
      : section("At stake", [
          ...STAKES_ROWS.map(
            ([key, label]) => `  ${pad(label, 13)} ${wrap(stakes[key], width - 17).replaceAll("\n", `\n${" ".repeat(16)}`)}`,
          ),
          ...stakes.accounts.map(({ name, arr, segment, renewal }) => bullet(`${name}: ${arr}, ${segment}, renews ${renewal}`, width)),
          ...stakes.verbatims.map(({ source, text }) => bullet(`${source}: “${text}”`, width)),
        ])),
    ...section(
      "Figures",
      packet.facts.length === 0
        ? []
        : [
            table(
              ["Fact", "What", "Value"],
              packet.facts.map(({ id, what, value }) => [id, what, cut(value, width - 50)]),
            ),
          ],
    ),
    ...section(
      "What was tried",
      packet.tried.map((text) => bullet(text, width)),
    ),
    ...section(
      "Answer",
      packet.answer === null ? ["  none yet"] : packet.answer.split("\n").map((text) => (text === "" ? "" : bullet(text, width))),
    ),
    "",
    paint.dim(nextStep(line, packet)),
  ];
  return `${cleanScreen(paint, lines.join("\n"))}\n`;
}

/** The issue as text: title first, then the body, as it is. */
export function renderIssue({ title, body, labels }: IssueText): string {
  return `${clean(`${title}\n\n${body}\nLabels: ${labels.join(", ")}`)}\n`;
}

/** What became of a packet after a step. */
export function renderStep(line: PacketLine, { paint }: HandoffsView): string {
  return `${cleanScreen(paint, `${paint.bold(line.id)} is ${line.status}. ${line.status === "done" ? `What came of it goes back to ${line.from} (task ${line.task}).` : `${line.from} waits for an answer${line.deadline === null ? "" : ` by ${line.deadline}`}.`}\n${line.file}`)}\n`;
}

function stateOf({ status }: PacketLine, paint: ChalkInstance): string {
  const colour = { open: paint.yellow, acknowledged: paint.cyan, answered: paint.green, done: paint.dim }[status];
  return colour(pad(status, 12));
}

/** Commands name a packet by the end of its id: the whole would not fit a line. */
function nextStep({ id, file }: PacketLine, { status, outside }: Packet): string {
  if (status === "done") return file;
  const short = id.slice(id.lastIndexOf("-") + 1);
  const paste = outside ? [`echo-cs handoffs show ${short} --issue github|jira|linear`] : [];
  return [...paste, `echo-cs handoffs ${status === "open" ? "ack" : "done"} ${short}`].join("\n");
}
