import * as v from 'valibot';

/** Text embedding models of Bedrock whose requests are known here, by their own id or an inference profile's. */
const MODEL =
  /^(?:(?:us|us-gov|eu|apac|au|jp|ca|global)\.)?(?:amazon\.titan-embed-text-v[12](?::0)?|cohere\.embed-(?:english-v3|multilingual-v3|v4:0))$/;

/** Passages are also found by their meaning. Off unless given; without it, or when it fails, words alone find them. */
export const EmbeddingsSchema = v.strictObject({
  model: v.pipe(
    v.string(),
    v.regex(MODEL, 'a Titan or Cohere text embedding model, e.g. amazon.titan-embed-text-v2:0'),
  ),
  /** A question that takes longer than this to embed is searched by its words. */
  timeoutMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(50), v.maxValue(3_000)), 500),
});
export type Embeddings = v.InferOutput<typeof EmbeddingsSchema>;
