/** The requests of Bedrock's embedding models and where their replies hold the vectors. */
export interface EmbeddingRequests {
  /** Texts that one request takes. */
  most: number;
  body(texts: string[], of: 'passage' | 'question'): object;
  /** @throws Error when the reply isn't what is documented */
  vectors(reply: unknown): number[][];
}

/** Numbers of a vector where the model lets one choose: a quarter of the bytes for next to no loss, by the makers' own figures. */
const DIMENSIONS = 256;

const titan = (body: (inputText: string) => object): EmbeddingRequests => ({
  most: 1,
  body: ([text]) => body(text!),
  vectors: reply => numbers([(reply as { embedding?: unknown }).embedding]),
});

const cohere = (more: object): EmbeddingRequests => ({
  most: 96,
  body: (texts, of) => ({
    texts,
    input_type: of === 'passage' ? 'search_document' : 'search_query',
    embedding_types: ['float'],
    ...more,
  }),
  // Asked for by type, they come by type.
  vectors: reply => numbers((reply as { embeddings?: { float?: unknown } }).embeddings?.float),
});

/** @param model as client.yaml states it; its schema lets only these through */
export function requestsOf(model: string): EmbeddingRequests {
  if (model.includes('amazon.titan-embed-text-v2'))
    return titan(inputText => ({ inputText, dimensions: DIMENSIONS, normalize: true }));
  if (model.includes('amazon.titan-embed-text')) return titan(inputText => ({ inputText }));
  if (model.includes('cohere.embed-v4')) return cohere({ output_dimension: DIMENSIONS });
  if (model.includes('cohere.embed-')) return cohere({});
  throw new Error(`embeddings: no request is known for the model ${model}`);
}

function numbers(found: unknown): number[][] {
  const isVector = (one: unknown) =>
    Array.isArray(one) && one.length > 0 && one.every(value => Number.isFinite(value));
  if (Array.isArray(found) && found.every(isVector)) return found as number[][];
  throw new Error('the embedding model gave no vectors');
}
