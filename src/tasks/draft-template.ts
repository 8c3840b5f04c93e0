import { z } from "zod";
import { DataError } from "../core/errors.ts";
import { parseYaml } from "../core/parse-yaml.ts";
import { type Expression, parseExpression } from "../domain/expression/expression.ts";
import { ExpressionError } from "../domain/expression/tokenize.ts";
import { requireHead } from "./frontmatter.ts";

/** One line of a message; `when` is the test in front of it. */
export interface TemplateLine {
  readonly text: string;
  readonly when: Expression | undefined;
  /** A bullet that says what was noticed: it has a test, and Facts behind it. */
  readonly observation: boolean;
  /** Line in the file. */
  readonly line: number;
}

/** Something that must hold before the message makes sense. */
export interface TemplateNeed {
  readonly test: Expression;
  /** What to tell where it does not hold. */
  readonly says: string;
  /** A reference entry that says why. */
  readonly cites: string | undefined;
}

/** A message for a play, as `references/playbooks/drafts/<play>.md` writes it. */
export interface DraftTemplate {
  readonly play: string;
  readonly title: string;
  /** What sort of task it belongs to: `churn`, `renewal`. */
  readonly intent: string;
  /** Whose message it is: an agent's name. */
  readonly from: string;
  /** Roles to write to, the first that is known: decision-maker, champion, respondent. */
  readonly to: readonly string[];
  /** It offers something. */
  readonly pitch: boolean;
  /** It offers a customer more. */
  readonly expansion: boolean;
  readonly renewal: boolean;
  /** It says what was noticed, so it needs an observation that holds. */
  readonly noticed: boolean;
  readonly needs: readonly TemplateNeed[];
  readonly subject: TemplateLine;
  readonly lines: readonly TemplateLine[];
  readonly file: string;
}

/** `respondent` is who gave the latest survey answer. */
export const RECIPIENTS = ["decision-maker", "champion", "respondent"] as const;

const headSchema = z.strictObject({
  draft: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "is no play: write lower-case words with hyphens"),
  title: z.string().min(1),
  intent: z.string().regex(/^[a-z0-9-]+$/),
  from: z.string().min(1),
  to: z.array(z.enum(RECIPIENTS)).default(["decision-maker", "champion"]),
  pitch: z.boolean().default(false),
  expansion: z.boolean().default(false),
  renewal: z.boolean().default(false),
  noticed: z.boolean().default(false),
  needs: z.array(z.strictObject({ test: z.string(), says: z.string(), cites: z.string().optional() })).default([]),
});

const CONDITION = /^(\s*(?:[-*]\s+)?)\[([^\]]+)\]\s*/;
const SUBJECT = /^Subject:\s*(.+)$/;

/** A template from its file. Throws DataError with the line for a broken head, a broken test or a missing subject. */
export function parseDraftTemplate(text: string, file: string): DraftTemplate {
  const { yaml, body, bodyLine } = requireHead(text, file);
  // One line in front, so that lines of the head count as in the file.
  const { draft, needs, ...head } = parseYaml(`\n${yaml}`, file, headSchema);
  const lines = body.split("\n").map((line, index) => parseLine(line, bodyLine + index, file));
  const at = lines.findIndex((line) => SUBJECT.test(line.text));
  const subject = lines[at];
  const title = SUBJECT.exec(subject?.text ?? "")?.[1];
  if (subject === undefined || title === undefined)
    throw new DataError({
      code: "no-subject",
      message: `${file}: the message has no subject.`,
      fix: "Begin the text with a line `Subject: …`.",
      place: { file, line: bodyLine },
    });
  return {
    ...head,
    play: draft,
    needs: needs.map(({ test, says, cites }) => ({ test: testOf(test, file, 1), says, cites })),
    subject: { ...subject, text: title },
    lines: lines.slice(at + 1),
    file,
  };
}

function parseLine(line: string, number: number, file: string): TemplateLine {
  const [whole, lead = "", test] = CONDITION.exec(line) ?? [];
  if (whole === undefined || test === undefined) return { text: line.trimEnd(), when: undefined, observation: false, line: number };
  return {
    text: `${lead}${line.slice(whole.length)}`.trimEnd(),
    when: testOf(test, file, number),
    observation: /[-*]/.test(lead),
    line: number,
  };
}

function testOf(test: string, file: string, line: number): Expression {
  try {
    return parseExpression(test);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new DataError({
      code: "bad-test",
      message: `${file}:${line}: the test cannot be read: ${error.message}.`,
      found: test,
      fix: "Write tests as in playbooks: logins_change_30d <= -20%, known(renewal_on).",
      place: { file, line },
    });
  }
}
