import type { Topic } from '../domain/clientConfig.ts';
import type { Triage } from '../domain/triage.ts';

/** What the triage engine is trained on; compiled once per release. */
export interface TriageTraining {
  topics: Pick<Topic, 'id' | 'examples' | 'complexity' | 'urgency'>[];
  /** Labelled messages beyond the examples, e.g. corrections by people; topic null = none of ours. */
  labelled?: { text: string; topic: string | null }[];
  /** Of 100 accepted messages at most this many may be on the wrong topic. */
  wrongPerHundred: number;
}

/** What surrounds the message. */
export interface TriageContext {
  /** Topic of the turn before, if the case has one: a follow-up may continue it. */
  previousTopic?: string | null;
}

/** The trained engine. `triage` is deterministic and takes microseconds. */
export interface TriageEngine {
  /** Confident enough for the AI to act on the topic: the threshold that `wrongPerHundred` means. */
  readonly threshold: number;
  triage(
    text: string,
    context?: TriageContext,
  ): Triage & { sure: boolean; ranked: { topic: string; score: number }[] };
}

/**
 * `layers/core/triage/engine.ts` exports
 *   trainTriage(training: TriageTraining): Uint8Array   — a model, the same bytes for the same training
 *   loadTriage(model: Uint8Array): TriageEngine         — throws an Error naming what is wrong with a corrupt model
 */
export interface TriageRoom {
  trainTriage(training: TriageTraining): Uint8Array;
  loadTriage(model: Uint8Array): TriageEngine;
}
