/** One VEVENT of an iCalendar file. Values are texts, unescaped; times are ISO 8601. */
export interface CalendarEvent {
  /** 1-based line of its BEGIN. */
  readonly line: number;
  readonly uid: string | null;
  /** A day, an instant with `Z` or offset, or a local time to be read in `zone`. As written where it is none of these. */
  readonly start: string | null;
  /** IANA name of the zone that `start` is local in. */
  readonly zone: string | null;
  readonly summary: string | null;
  readonly description: string | null;
  readonly location: string | null;
  readonly status: string | null;
  readonly organizer: Person | null;
  readonly attendees: readonly Person[];
  /** Which instance of a repeated event it is, and whether it stands for more than itself. */
  readonly instance: string | null;
  readonly repeats: boolean;
  readonly changed: string | null;
}

export interface Person {
  readonly name: string;
  readonly email: string;
}

export interface Calendar {
  readonly events: readonly CalendarEvent[];
  /** Lines of events that do not end. */
  readonly cutOff: readonly number[];
}

/**
 * The events of an iCalendar text (RFC 5545): folded lines, nested components and repeated calendars are understood; what is no
 * event is passed over. `isZone` tells IANA names; a local time in another zone takes the standard offset that the file declares for
 * it, and without one is its day alone.
 */
export function parseCalendar(text: string, isZone: (name: string) => boolean): Calendar {
  const lines = unfolded(text);
  const offsets = zoneOffsets(lines);
  const events: CalendarEvent[] = [];
  const cutOff: number[] = [];
  const open: string[] = [];
  let event: { readonly line: number; readonly properties: Property[] } | undefined;
  for (const line of lines) {
    const property = propertyOf(line.text);
    if (property === undefined) continue;
    const component = property.value.trim().toUpperCase();
    if (property.name === "BEGIN") {
      if (component === "VEVENT") {
        if (event !== undefined) cutOff.push(event.line);
        event = { line: line.line, properties: [] };
        open.length = 0;
      } else open.push(component);
    } else if (property.name === "END") {
      if (component === "VEVENT" && event !== undefined) {
        events.push(eventOf(event.line, event.properties, isZone, offsets));
        event = undefined;
      } else open.pop();
    } else if (open.length === 0 || event === undefined) event?.properties.push(property);
  }
  if (event !== undefined) cutOff.push(event.line);
  return { events, cutOff };
}

interface Property {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

/** A line that begins with a blank goes on from the one before it. */
function unfolded(text: string): { readonly line: number; text: string }[] {
  const lines: { readonly line: number; text: string }[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.text += line.slice(1);
    else lines.push({ line: index + 1, text: line });
  }
  return lines;
}

/** `NAME;PARAMETER="value";…:value`; a colon inside quotes belongs to the parameter. */
function propertyOf(line: string): Property | undefined {
  const head = /^([A-Za-z0-9-]+)((?:;[^=:;"]+=(?:"[^"]*"|[^":;])*)*):/.exec(line);
  if (head === null) return undefined;
  const [whole, name = "", parameters = ""] = head;
  const pairs = [...parameters.matchAll(/;([^=:;"]+)=((?:"[^"]*"|[^":;])*)/g)];
  return {
    name: name.toUpperCase(),
    parameters: new Map(pairs.map(([, key = "", value = ""]) => [key.toUpperCase(), value.replaceAll('"', "")])),
    value: line.slice(whole.length),
  };
}

/** Zone id → standard offset, such as `+0100`, from the file's VTIMEZONE blocks. */
function zoneOffsets(lines: readonly { readonly text: string }[]): ReadonlyMap<string, string> {
  const offsets = new Map<string, string>();
  let zone: string | undefined;
  let standard = false;
  for (const { text } of lines) {
    const property = propertyOf(text);
    if (property?.name === "BEGIN") standard = property.value.trim().toUpperCase() === "STANDARD";
    else if (property?.name === "TZID") zone = property.value;
    else if (property?.name === "TZOFFSETTO" && standard && zone !== undefined) offsets.set(zone, property.value.trim());
  }
  return offsets;
}

function eventOf(
  line: number,
  properties: readonly Property[],
  isZone: (name: string) => boolean,
  offsets: ReadonlyMap<string, string>,
): CalendarEvent {
  const find = (name: string): Property | undefined => properties.find((property) => property.name === name);
  const text = (name: string): string | null => unescaped(find(name)?.value ?? "").trim() || null;
  const start = find("DTSTART");
  const time = start === undefined ? { text: null, zone: null } : timeOf(start, isZone, offsets);
  return {
    line,
    uid: text("UID"),
    start: time.text,
    zone: time.zone,
    summary: text("SUMMARY"),
    description: text("DESCRIPTION"),
    location: text("LOCATION"),
    status: text("STATUS"),
    organizer: properties.filter(({ name }) => name === "ORGANIZER").flatMap(personOf)[0] ?? null,
    attendees: properties.filter(({ name, parameters }) => name === "ATTENDEE" && !isThing(parameters)).flatMap(personOf),
    instance: text("RECURRENCE-ID"),
    repeats: find("RRULE") !== undefined || find("RDATE") !== undefined,
    changed: instantOf(find("LAST-MODIFIED")?.value ?? find("DTSTAMP")?.value ?? ""),
  };
}

function timeOf(
  { value, parameters }: Property,
  isZone: (name: string) => boolean,
  offsets: ReadonlyMap<string, string>,
): { readonly text: string; readonly zone: string | null } {
  const match = TIME.exec(value.trim());
  if (match === null) return { text: value.trim(), zone: null };
  const [, year, month, day, clock, hours, minutes, seconds = "00", utc] = match;
  const date = `${year}-${month}-${day}`;
  if (clock === undefined) return { text: date, zone: null };
  const local = `${date}T${hours}:${minutes}:${seconds}`;
  if (utc !== undefined) return { text: `${local}Z`, zone: null };
  const id = parameters.get("TZID") ?? "";
  // Some programs put a path before the name: /example.org/20260101/Europe/Berlin.
  const zone = [id, id.split("/").slice(-2).join("/")].find((name) => name !== "" && isZone(name));
  if (zone !== undefined) return { text: local, zone };
  const offset = offsets.get(id);
  return { text: offset === undefined ? date : local + offset.slice(0, 3) + ":" + offset.slice(3, 5), zone: null };
}

const TIME = /^(\d{4})(\d{2})(\d{2})(T(\d{2})(\d{2})(\d{2})?(Z)?)?$/;

function instantOf(value: string): string | null {
  const [, year, month, day, clock, hours, minutes, seconds = "00"] = TIME.exec(value.trim()) ?? [];
  return year === undefined || clock === undefined ? null : `${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`;
}

function isThing(parameters: ReadonlyMap<string, string>): boolean {
  return ["ROOM", "RESOURCE"].includes(parameters.get("CUTYPE")?.toUpperCase() ?? "");
}

function personOf({ value, parameters }: Property): Person[] {
  const email = [value.replace(/^mailto:/i, ""), parameters.get("EMAIL") ?? ""]
    .map((address) => address.trim().toLowerCase())
    .find((address) => /^[^\s@]+@[^\s@]+$/.test(address));
  return email === undefined ? [] : [{ email, name: parameters.get("CN")?.trim() ?? "" }];
}

function unescaped(value: string): string {
  return value.replaceAll(/\\([\\;,nN])/g, (_, character: string) => (character.toLowerCase() === "n" ? "\n" : character));
}
