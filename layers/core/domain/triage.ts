/** What one turn is about and how it must be treated. */
export interface Triage {
  /** Topic id of the client's `topics.yaml`, or null: none of ours. */
  topic: string | null;
  /** Further topics noticed in the same message, most likely first. */
  others: string[];
  /** What kind of utterance this is: only `enquiry` needs an answer from the knowledge. */
  act: Act;
  urgency: Urgency;
  sentiment: Sentiment;
  complexity: Complexity;
  /** ISO 639-1 code of the message's language, `und` when it can't be told. */
  language: string;
  wantsPerson: boolean;
  /** Probability, calibrated on the release's training data, that `topic` is right. */
  confidence: number;
  /** What the decision rests on, in words an operator can read. */
  reasons: string[];
}

export const ACTS = ['enquiry', 'greeting', 'thanks', 'goodbye', 'yes', 'no', 'empty'] as const;
export type Act = (typeof ACTS)[number];

/** From least to most: rules compare by this order. */
export const URGENCIES = ['low', 'normal', 'high', 'critical'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const SENTIMENTS = ['positive', 'neutral', 'negative', 'angry'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

export const COMPLEXITIES = ['simple', 'moderate', 'complex'] as const;
export type Complexity = (typeof COMPLEXITIES)[number];

export const CHANNELS = ['chat', 'voice', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];
