export interface WorkerFlags {
  readonly directory?: string;
  readonly queue: string;
  readonly concurrency?: number;
  readonly cache?: string;
  readonly untilEmpty?: boolean;
  readonly json?: boolean;
  readonly metricsPort?: number;
  readonly logLevel?: string;
}
