import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BrokenLine, csvStream } from "../../src/book/import/csv-stream.ts";
import { ticketStream } from "../../src/book/import/ticket-stream.ts";
import { DataError } from "../../src/core/errors.ts";
import type { Ticket } from "../../src/domain/triage/ticket.ts";

interface Read {
  readonly tickets: Ticket[];
  readonly broken: BrokenLine[];
  readonly title: string | undefined;
  readonly subjectOnly: boolean | undefined;
  readonly looksLike: string | undefined;
}

async function read(chunks: readonly (string | Uint8Array)[], named: { text?: string[]; id?: string } = {}): Promise<Read> {
  const tickets: Ticket[] = [];
  const broken: BrokenLine[] = [];
  let [title, subjectOnly]: [string | undefined, boolean | undefined] = [undefined, undefined];
  let looksLike: string | undefined;
  async function* source(): AsyncGenerator<string | Uint8Array> {
    yield* chunks;
  }
  for await (const batch of ticketStream(source(), named)) {
    tickets.push(...batch.tickets);
    broken.push(...batch.broken);
    title ??= batch.about?.title;
    subjectOnly ??= batch.about?.subjectOnly;
    looksLike ??= batch.about?.looksLike;
  }
  return { tickets, broken, title, subjectOnly, looksLike };
}

const short = ({ tickets }: Read): unknown => tickets.map(({ id, line, subject, description }) => [id, line, subject, description]);

function rowsOf(pieces: readonly string[]): { rows: (readonly string[])[]; broken: BrokenLine[] } {
  const stream = csvStream(",");
  const rows: (readonly string[])[] = [];
  const broken: BrokenLine[] = [];
  for (const piece of pieces)
    stream.push(
      piece,
      ({ cells }) => rows.push(cells),
      (line) => broken.push(line),
    );
  stream.end(
    ({ cells }) => rows.push(cells),
    (line) => broken.push(line),
  );
  return { rows, broken };
}

describe("csvStream", () => {
  it("reads back what was written, wherever the pieces are cut", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "ü", '"', ",", "\n", "\r\n", " ", "x"), maxLength: 6 });
    const quoted = (text: string): string => (/[",\r\n]/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(60), { maxLength: 4 }),
        fc.constantFrom("\n", "\r\n"),
        (rows, cuts, end) => {
          const text = rows.map((row) => row.map(quoted).join(",") + end).join("");
          const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
          const pieces = [0, ...places].map((start, index) => text.slice(start, places[index]));
          expect(rowsOf(pieces)).toEqual({ rows, broken: [] });
        },
      ),
    );
  });

  it("goes on at the next line after a quote that is not closed, and after text behind one", () => {
    expect(rowsOf(['1,"open\n2,fine\n3,"x"y\n4,ok\n'])).toEqual({
      rows: [
        ["2", "fine"],
        ["4", "ok"],
      ],
      broken: [
        { line: 1, reason: "text behind a closing quote" },
        { line: 3, reason: "text behind a closing quote" },
      ],
    });
    expect(rowsOf(['1,ok\n2,"never closed\n3,fine\n'])).toEqual({
      rows: [
        ["1", "ok"],
        ["3", "fine"],
      ],
      broken: [{ line: 2, reason: "a quote that is not closed" }],
    });
  });
});

describe("ticketStream", () => {
  it("takes a table of any making, counts lines through quoted ones, and tells rows of another width", async () => {
    const found = await read(['Ref;Title;Body\n1;A;"two\nlines"\n2;B\n3;C;text\n']);
    expect(short(found)).toEqual([
      ["1", 2, "A", "two\nlines"],
      ["3", 5, "C", "text"],
    ]);
    expect(found.broken).toEqual([{ line: 4, reason: "a row of 2 cells; the header has 3" }]);
  });

  it("reads every line under the one word text as a ticket, with its commas and quotes, and quoted cells as CSV has them", async () => {
    const lines = [
      "We cannot log in, please help",
      '"Export" is dead, again',
      "one; two | three",
      '"quoted, ""whole"""',
      '"never closed, at all',
    ];
    const found = await read([`text\n${lines.join("\r\n")}\nlast, one`]);
    expect(found.broken).toEqual([]);
    expect(found.tickets.map(({ line, description }) => [line, description])).toEqual([
      [2, "We cannot log in, please help"],
      [3, '"Export" is dead, again'],
      [4, "one; two | three"],
      [5, 'quoted, "whole"'],
      [6, '"never closed, at all'],
      [7, "last, one"],
    ]);
  });

  it("tells which columns may hold the ids where none does", async () => {
    const unread = async (text: string, id?: string): Promise<unknown> => {
      for await (const { about } of ticketStream(
        (async function* () {
          yield text;
        })(),
        { id },
      ))
        if (about !== undefined) return about.unread;
      return undefined;
    };
    const table = "our_no,subject,body,email,site\nA-1,Login,fails,a@b.example,Bonn\n";
    expect([await unread(table), await unread(table, "our_no"), await unread(table.replace("our_no", "id"))]).toEqual([
      ["our_no", "site"],
      undefined,
      undefined,
    ]);
    expect(await unread("text\nLogin, fails\n")).toEqual([]);
    expect(await unread('{"our_no":1,"subject":"a","requester":{"email":"a@b.example"}}\n')).toEqual(["our_no"]);
  });

  it("knows a vendor's export, and says that one holds subjects only", async () => {
    const header = "Summation column,Id,Requester,Requester id,Requester email,Subject,Status,Priority,Created at,Organization";
    const found = await read([`${header}\n1,77,Mia,5,mia@acme.example,Cannot log in,Open,High,2026-11-01 09:00,Acme Corp\n`]);
    expect(found).toMatchObject({ title: "Zendesk tickets (CSV)", subjectOnly: true });
    expect(found.tickets).toMatchObject([
      { id: "77", email: "mia@acme.example", organisation: "Acme Corp", priority: "high", createdAt: "2026-11-01 09:00" },
    ]);
  });

  it("puts the messages of a conversation together", async () => {
    const header = "conversation_id,message_body,message_author_type,message_author_email,message_created_at,conversation_created_at";
    const rows = [
      "c1,<p>It fails</p>,user,a@x.example,2026-01-01,2026-01-01",
      "c1,Try this,admin,s@y.example,2026-01-01,2026-01-01",
      "c1,Thanks!,user,a@x.example,2026-01-01,2026-01-01",
      "c2,Hello,lead,b@x.example,2026-01-02,2026-01-02",
    ];
    const found = await read([`${header}\n${rows.join("\n")}\n`]);
    expect(found.tickets.map(({ id, description, lastMessage }) => [id, description, lastMessage])).toEqual([
      ["c1", "<p>It fails</p>", "Thanks!"],
      ["c2", "Hello", undefined],
    ]);
  });

  it("reads one object a line, and goes on after a broken one", async () => {
    const found = await read([
      '{"id":1,"subject":"a"}\n{"id":2,"subj\n[1]\n{"id":3,"subject":"c","comments":[{"body":"first"},{"body":"ours","author":{"role":"agent"}},{"body":"last"}]}',
    ]);
    expect(found.tickets.map(({ id, subject, description, lastMessage }) => [id, subject, description, lastMessage])).toEqual([
      ["1", "a", "", undefined],
      ["3", "c", "first", "last"],
    ]);
    expect(found.broken).toEqual([
      { line: 2, reason: "not valid JSON" },
      { line: 3, reason: "no JSON object" },
    ]);
  });

  it.each([
    ["a list", '[\n {"id":1,"subject":"a {x} \\"["},\n {"id":2,"subject":"b","requester":{"email":"m@acme.example"}}\n]'],
    [
      "a document with lists",
      '{"users":[{"id":9,"name":"Mia"}],"tickets":[{"id":1,"subject":"a {x} \\"["},{"id":2,"subject":"b"}],"next_page":null}',
    ],
    ["pages a line", '{"tickets":[{"id":1,"subject":"a {x} \\"["}]}\n{"tickets":[{"id":2,"subject":"b"}]}\n'],
  ])("reads %s of JSON, in pieces of any size", async (_, text) => {
    for (const size of [1, 7, 1000]) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (__, at) => text.slice(at * size, (at + 1) * size));
      const found = await read(pieces);
      expect(
        found.tickets.map(({ id, subject }) => [id, subject]),
        String(size),
      ).toEqual([
        ["1", 'a {x} "['],
        ["2", "b"],
      ]);
      expect(found.broken).toEqual([]);
    }
  });

  it("goes on after an object of a list that is not closed", async () => {
    const found = await read(['[\n{"id":1,"subject":"a"},\n{"id":2,"subject":"b\n,{"id":3,"subject":"c"},\n{"id":4,"subject":"d"}\n]']);
    expect(found.tickets.map(({ id }) => id)).toContain("1");
    expect(found.tickets.map(({ id }) => id)).toContain("4");
    expect(found.broken.length).toBeGreaterThan(0);
  });

  it("reports one giant row, whatever its length, as one line and goes on behind it", async () => {
    const giant = Array.from({ length: 5 }, () => "x".repeat(900_000));
    const table = await read(["id,subject\n1,a\n2,", ...giant, "\n3,c\n"]);
    expect(table.tickets.map(({ id, line }) => [id, line])).toEqual([
      ["1", 2],
      ["3", 4],
    ]);
    expect(table.broken).toEqual([{ line: 3, reason: "a row of more than two million characters" }]);
    const lines = await read([
      '{"id":1,"subject":"a"}\n{"id":2,"subject":"',
      ...giant,
      ...giant,
      ...giant,
      ...giant,
      '"}\n{"id":3,"subject":"c"}\n',
    ]);
    expect(lines.tickets.map(({ id, line }) => [id, line])).toEqual([
      ["1", 1],
      ["3", 3],
    ]);
    expect(lines.broken.map(({ line }) => line)).toEqual([2]);
  });

  it("tells an export of another kind from tickets, unless the text is named", async () => {
    const surveys = ["Respondent,E-Mail,Score,Comment,Answered\nPetra Klein,petra@mueller.example,9,Runs well,03/11/2026\n"];
    expect((await read(surveys)).looksLike).toBe("surveys");
    expect((await read(surveys)).tickets).toHaveLength(1);
    expect((await read(surveys, { text: ["Comment"] })).looksLike).toBeUndefined();
    expect((await read(["nr,title,customer,date\n1,Login broken,Acme,2026-01-01\n"])).looksLike).toBeUndefined();
    expect((await read(["id,text,label\n1,I cannot log in,access\n"])).looksLike).toBeUndefined();
  });

  it("unpacks gzip, reads UTF-16 and lines of Windows-1252 among UTF-8", async () => {
    const text = "id,subject\n1,Größe\n";
    expect(short(await read([gzipSync(text)]))).toEqual([["1", 2, "Größe", ""]]);
    expect(short(await read([Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")])]))).toEqual([["1", 2, "Größe", ""]]);
    const mixed = Buffer.concat([
      Buffer.from("\uFEFFid,subject\n1,Größe\n2,"),
      Buffer.from("Größe €", "latin1").map((byte) => (byte === 0xac ? 0x80 : byte)),
      Buffer.from("\n3,été\n"),
    ]);
    expect((await read([mixed.subarray(0, 20), mixed.subarray(20)])).tickets.map(({ subject }) => subject.slice(0, 5))).toEqual([
      "Größe",
      "Größe",
      "été",
    ]);
  });

  it("takes the columns that a person names", async () => {
    const found = await read(["key,summary line,what happened\nK1,A,B\n"], { text: ["summary line", "what happened"], id: "key" });
    expect(short(found)).toEqual([["K1", 2, "", "A\nB"]]);
    const titled = await read(["key,body,title,more\nK1,B,T,\n"], { text: ["title", "body", "more"], id: "key" });
    expect(short(titled)).toEqual([["K1", 2, "T", "B"]]);
  });

  it.each([
    ["nothing", [""], "no-tickets"],
    ["blanks", ["\n \n"], "no-tickets"],
    ["no text column", ["a,b\n1,2\n"], "no-text-column"],
    ["a document", ["%PDF-1.4\n1 0 obj<<>>endobj\n"], "not-text"],
    ["a workbook", [Buffer.from([0x50, 0x4b, 3, 4, 0])], "not-text"],
    ["bytes", [Buffer.from([1, 0, 2, 0])], "not-text"],
  ])("refuses %s", async (_, chunks, code) => {
    const error = await read(chunks).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DataError);
    if (error instanceof DataError) expect(error.code).toBe(code);
  });
});

describe("a JSON document with one ticket a line", () => {
  const rows = [1, 2, 3].map((id) => JSON.stringify({ id, subject: `S${id}`, description: `text ${id}` }));

  it("is one document, whatever its first line leaves open", async () => {
    for (const head of ['{"tickets":[\n', '{"tickets": [ \n', '{"count":3,\n"tickets":[\n']) {
      const { tickets, broken } = await read([`${head}${rows.join(",\n")}\n],"users":[]}\n`]);
      expect([head, tickets.map(({ id }) => id), broken]).toEqual([head, ["1", "2", "3"], []]);
    }
    const { tickets } = await read([`{"tickets":[${rows.join(",\n")}\n]}\n`]);
    expect(tickets.map(({ id }) => id)).toEqual(["1", "2", "3"]);
  });

  it("is told from lines of objects whose first is broken", async () => {
    const { tickets, broken } = await read([`{"id":1,"subject":"cut o\n${rows.join("\n")}\n`]);
    expect([tickets.map(({ id }) => id), broken.map(({ line }) => line)]).toEqual([["1", "2", "3"], [1]]);
  });
});
