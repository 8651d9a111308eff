import * as v from 'valibot';
import { id, text } from './fields.ts';

/** Front matter of a knowledge article. */
export const ArticleSchema = v.strictObject({
  title: text('the title'),
  topics: v.pipe(v.array(id), v.minLength(1)),
  audience: v.optional(v.picklist(['customer', 'agent']), 'customer'),
  language: v.optional(v.pipe(v.string(), v.length(2)), 'en'),
  validFrom: v.optional(v.pipe(v.string(), v.isoDate())),
  validUntil: v.optional(v.pipe(v.string(), v.isoDate())),
});
export interface Article extends v.InferOutput<typeof ArticleSchema> {
  /** File name without `.md`. */
  id: string;
  /** Markdown below the front matter. */
  body: string;
}
