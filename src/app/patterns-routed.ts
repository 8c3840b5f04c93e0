import { listPackets } from "../tasks/list-packets.ts";
import type { Packet } from "../tasks/packet.ts";
import type { Deps } from "./deps.ts";

export interface RoutedPacket {
  readonly id: string;
  readonly packet: Packet;
}

/** Packets on patterns that support has handed to product, by subject and receiver. */
export async function routedPackets({ workspace, log }: Deps): Promise<ReadonlyMap<string, RoutedPacket>> {
  const packets = await listPackets(workspace.handoffs, log);
  return new Map(
    packets
      .filter(({ packet }) => packet.from === "customer-support" && packet.subject.startsWith("pattern/"))
      .map(({ id, packet }) => [`${packet.subject} ${packet.to}`, { id, packet }]),
  );
}
