import type { DataError } from "../../core/errors.ts";
import type { HealthModel } from "../health/health-model.ts";
import type { FigureSettings } from "../metrics/figure-settings.ts";

/** Something a product can do, or fail to do, as sentences name it. */
export interface Capability {
  readonly id: string;
  /** Begins with a small letter, unless a name or an initialism stands there. */
  readonly title: string;
  /** What is missing when customers keep asking about it: a clause without a full stop. */
  readonly gap: string;
}

/** The editable knowledge behind the numbers: read from references/, never from code. */
export interface Knowledge {
  readonly healthModels: ReadonlyMap<string, HealthModel>;
  /** Models that cannot be read, by name, with what is wrong: only who asks for one of them fails. Absent where there are none. */
  readonly brokenModels?: ReadonlyMap<string, DataError>;
  readonly capabilities: readonly Capability[];
  /** Word lists by name: competitor, budget, cancellation, escalation, expansion. */
  readonly cues: ReadonlyMap<string, readonly string[]>;
  /** Names of events that mean somebody signed in, lower case. */
  readonly loginEvents: readonly string[];
  /** Names of events that mean first value was reached; empty: the use of any feature. */
  readonly firstValueEvents: readonly string[];
  /** What echo.yaml says for figures that no export holds; absent where nothing was read. */
  readonly settings?: FigureSettings;
}
