/** What speaks for one agent, in numbers. */
export interface FeatureValues {
  /** What the learned weights say: the logarithm of the agent's share among the team's agents. */
  readonly learned: number;
  /** Trigger words and sayings that stand in the request, longer ones counting more. */
  readonly phrases: number;
  /** Points of those among them that the learned weights never saw: a user's own trigger words. */
  readonly news: number;
  /** Likeness to the most similar text of the agent's, 0 to 1. */
  readonly likeness: number;
  /** Files of the request that match the agent's patterns. */
  readonly files: number;
}

/** Signs that a request is the team's business at all, whoever takes it. */
export interface ScopeSigns {
  /** Log-odds of the learned weights that it is somebody's; 0 without such weights. */
  readonly learned: number;
  /** The best agent's points from trigger words and sayings, at most 4. */
  readonly phrases: number;
  /** The best likeness to a text of the team's, 0 to 1. */
  readonly likeness: number;
  readonly files: number;
  /** Distinct words of the business, at most 3. */
  readonly business: number;
  /** Speaks of them or of us (1 each). */
  readonly them: number;
  readonly us: number;
  /** Speaks of me and you alone, as one does to an assistant. */
  readonly me: number;
  /** Named accounts that the book knows. */
  readonly account: number;
  /** A name that nobody's file knows, inside a sentence. */
  readonly named: number;
  /** Distinct words of subjects that are none of the team's business, at most 3. */
  readonly outside: number;
}
