import * as v from 'valibot';
import { id } from './fields.ts';

/**
 * What some agents can and others can't, beside their queues: a language, a product. In Connect the names become the values of
 * one predefined attribute, which operators give to agents as proficiencies.
 */
export const SkillsSchema = v.strictObject({
  /** At most 128: as many values as a predefined attribute has. */
  names: v.pipe(v.array(id), v.minLength(1, 'at least one skill'), v.maxLength(128, 'at most 128 skills')),
  /** The skill of agents who answer a language that the AI does not, by its ISO 639-1 code: `{ de: german }`. */
  languages: v.optional(v.record(v.pipe(v.string(), v.regex(/^[a-z]{2}$/, 'two letters')), id), {}),
  /** Seconds for which a contact waits for an agent with the skills asked; then any agent of the queue may take it. */
  waitSeconds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(86_400)), 120),
});
export type Skills = v.InferOutput<typeof SkillsSchema>;

/** Name of the predefined attribute; an instance may serve several clients, so it carries the client's. */
export const skillAttribute = (client: string): string => `${client}-skills`;
