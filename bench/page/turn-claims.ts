import { type Claim, atMost, rival } from "./claim.ts";
import type { Measured } from "./shapes.ts";

/** A run of two turns beside the best of the peers, as multiples of the floor of each round. */
export function turnClaims(measured: Measured<"model-run-peers"> | undefined): Claim[] {
  const echo = measured?.results.find(({ name }) => name === "echo");
  if (measured === undefined || echo === undefined) return [];
  const peers = measured.results.filter(({ name }) => name !== "echo" && name !== "bare");
  const kinds = [
    ["turn-cpu", "CPU", ({ cpu_to_floor }: typeof echo) => cpu_to_floor],
    ["turn-wall", "wall clock", ({ wall_to_floor }: typeof echo) => wall_to_floor],
    ["turn-memory", "peak memory", ({ rss_to_floor }: typeof echo) => rss_to_floor],
  ] as const;
  return kinds.flatMap(([id, kind, of]) => {
    // The work of claude-agent-sdk is done in a process of its own, whose memory is not seen here.
    const seen = peers.filter(({ name }) => id !== "turn-memory" || name !== "claude-agent-sdk");
    const [peer] = [...seen].sort((a, b) => of(a).median - of(b).median);
    if (peer === undefined) return [];
    const line = rival({
      id,
      what: `a run of two turns, ${kind}, × the bare SDK`,
      ours: of(echo),
      theirs: of(peer),
      unit: "×",
      than: `${peer.name} ${peer.version}`,
    });
    return [{ ...line, asked: "below every peer", holds: line.ahead }];
  });
}

/** The same run beside a bare loop, and many at a time beside the ideal. */
export function loopClaims(measured: Measured<"model-run"> | undefined): Claim[] {
  if (measured === undefined) return [];
  const { results, wide } = measured;
  const modes = ["whole", "streamed"].flatMap((mode) => {
    const [bare, echo] = [results[`${mode} bare`], results[`${mode} echo`]];
    if (bare === undefined || echo === undefined) return [];
    const loop = `a bare loop over the SDK, ${mode}`;
    return [
      atMost({
        id: "loop-cpu",
        what: `a run of two turns, ${mode}, CPU`,
        ours: echo.cpu_ms,
        theirs: bare.cpu_ms,
        unit: "ms",
        than: loop,
        most: 1.35,
      }),
      atMost({
        id: "loop-memory",
        what: `the same, peak memory`,
        ours: echo.rss_mib,
        theirs: bare.rss_mib,
        unit: "MiB",
        than: loop,
        most: 1.3,
      }),
    ];
  });
  return [
    ...modes,
    atMost({
      id: "wide",
      what: `${wide.runs} runs, 64 at a time, ${wide.latency} ms a call`,
      ours: wide.seconds,
      theirs: wide.ideal,
      unit: "s",
      than: "waves × calls × latency",
      most: 1.15,
    }),
  ];
}
