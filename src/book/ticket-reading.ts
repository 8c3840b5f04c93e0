/** What triage reads in the text of a ticket. */
export interface TicketReading {
  /** Id of a capability of references/triage/capabilities.yaml, null where the ticket is about none. */
  readonly capability: string | null;
  readonly gap: string | null;
  /** bug, how-to, request, incident, billing, complaint, cancellation, spam. */
  readonly intent: string;
  /** -1 furious to 1 delighted. */
  readonly sentiment: number;
  /** Id of the rule of references/triage/authority.yaml that takes it out of support's hands; null where support handles it. */
  readonly aboveSupport: string | null;
  readonly saysLeaving: boolean;
}

/** The reader of tickets that an import is given: the book itself knows no words. */
export interface TicketReadings {
  /** Changes with whatever a reading depends on beside the text. */
  version(): Promise<string>;
  /** Opens the reader; what it returns depends on the text alone. */
  open(): Promise<(subject: string, description: string) => TicketReading>;
}
