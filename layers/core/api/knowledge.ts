import * as v from 'valibot';
import { configId } from './fields.ts';

/** Query of `GET /knowledge`. */
export const KnowledgeQuery = v.strictObject({
  q: v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'), v.maxLength(500)),
  /** Puts passages of this topic first. */
  topic: v.optional(configId),
  language: v.optional(v.pipe(v.string(), v.length(2))),
});

/** `GET /knowledge?q=&topic=&language=`: passages valid today, best first. Agents and all other roles. */
export interface KnowledgeFound {
  results: KnowledgeResult[];
}

export interface KnowledgeResult {
  /** `<article>#<part>`. */
  id: string;
  title: string;
  /** Plain text, ready to insert. */
  text: string;
  /** `agent`: for the caller's eyes, not to be sent to customers as it stands. */
  audience: 'customer' | 'agent';
  topics: string[];
  language: string;
  /** The last day on which it holds. */
  validUntil?: string;
}
