const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const SAMPLE = new RegExp(`^(${NAME})(\\{${LABEL}(?:,${LABEL})*\\})? ([+-]?(?:[0-9]+(?:\\.[0-9]+)?(?:e[+-]?[0-9]+)?|Inf)|NaN)$`);

/**
 * Reads the Prometheus text format by its own grammar: every sample, by name and labels. Throws at the first line that is none, at a metric
 * whose help or type is missing, comes twice or comes late, at a sample that comes twice, and where the last line does not end.
 */
export function promSamples(text: string): Map<string, number> {
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  const samples = new Map<string, number>();
  const [helped, typed] = [new Set<string>(), new Set<string>()];
  let present = "";
  for (const line of text.slice(0, -1).split("\n")) {
    const [, help] = new RegExp(`^# HELP (${NAME}) (?:[^\\\\]|\\\\[\\\\n])*$`).exec(line) ?? [];
    const [, type] = new RegExp(`^# TYPE (${NAME}) (?:counter|gauge|histogram|summary|untyped)$`).exec(line) ?? [];
    if (help !== undefined) {
      if (helped.has(help)) throw new Error(`help twice: ${line}`);
      helped.add(help);
    } else if (type !== undefined) {
      if (typed.has(type) || !helped.has(type)) throw new Error(`type twice, or without help: ${line}`);
      typed.add(type);
      present = type;
    } else {
      const [, name, labels = "", value] = SAMPLE.exec(line) ?? [];
      if (name === undefined || name !== present) throw new Error(`no sample, or away from its metric: ${line}`);
      if (samples.has(name + labels)) throw new Error(`twice: ${line}`);
      samples.set(name + labels, Number(value));
    }
  }
  return samples;
}
