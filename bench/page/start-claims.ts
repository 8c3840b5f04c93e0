import { type Claim, atMost, rival, atLeast } from "./claim.ts";
import type { Measured } from "./shapes.ts";

/** The program beside a bare node and beside what a peer takes to be imported. */
export function startClaims(measured: Measured<"cold-start"> | undefined): Claim[] {
  const find = (name: string) => measured?.results.find((one) => one.name === name);
  const [node, help] = [find("node -e 0"), find("echo-cs --help")];
  if (measured === undefined || node === undefined || help === undefined) return [];
  const peers = measured.results.filter(({ name }) => name.startsWith("import ")).sort((a, b) => a.wall_ms.median - b.wall_ms.median);
  const [lightest] = peers;
  const beside = (name: string): Claim[] => {
    const one = find(name);
    if (one === undefined) return [];
    const least = [...peers].sort((a, b) => a.peak_mib.median - b.peak_mib.median)[0];
    return [
      atMost({
        id: "start",
        what: `start: \`${name}\``,
        ours: one.wall_ms,
        theirs: node.wall_ms,
        unit: "ms",
        than: "bare node",
        most: name === "echo-cs --help" ? 1.5 : null,
      }),
      atMost({
        id: "start-cpu",
        what: `CPU: \`${name}\``,
        ours: one.cpu_ms,
        theirs: node.cpu_ms,
        unit: "ms",
        than: "bare node",
        most: name === "echo-cs --help" ? 1.5 : null,
      }),
      ...(least === undefined
        ? []
        : [
            rival({
              id: "start-memory",
              what: `peak memory: \`${name}\``,
              ours: one.peak_mib,
              theirs: least.peak_mib,
              unit: "MiB",
              than: least.name,
            }),
          ]),
    ];
  };
  return [
    ...beside("echo-cs --help"),
    ...(lightest === undefined
      ? []
      : [
          atMost({
            id: "start-peer",
            what: "start: `echo-cs --help` against the lightest peer",
            ours: help.wall_ms,
            theirs: lightest.wall_ms,
            unit: "ms",
            than: lightest.name,
            most: 0.25,
            isRival: true,
          }),
          atMost({
            id: "start-peer",
            what: "the same, CPU",
            ours: help.cpu_ms,
            theirs: lightest.cpu_ms,
            unit: "ms",
            than: lightest.name,
            most: 0.25,
            isRival: true,
          }),
        ]),
    ...beside("echo-cs --version"),
    ...beside("echo-cs health acme"),
  ];
}

/** Routing, alone and in a stream. */
export function routeClaims(measured: Measured<"route"> | undefined): Claim[] {
  const [node, one] = measured?.results ?? [];
  if (measured === undefined || node === undefined || one === undefined) return [];
  return [
    atMost({ id: "route", what: "one request routed", ours: one, theirs: node, unit: "ms", than: "bare node", most: 2.2 }),
    atLeast("route-stream", "requests routed a second, from a stream", measured.requests_per_second, 3000),
  ];
}
