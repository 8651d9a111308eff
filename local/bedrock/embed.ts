import { createHash } from 'node:crypto';
import { AwsError } from '../core/contract.ts';
import { words } from './words.ts';

const DEFAULT_TITAN = 1024;
const COHERE_V3 = 1024;
const COHERE_MOST = 96;

/**
 * Answers InvokeModel of the embedding models, in their shapes, without any model: hashed words and character n-grams. Texts
 * that share words or parts of words come out close; it knows no meaning.
 */
export async function embedOffline({ modelId, ...body }: any): Promise<any> {
  const id = String(modelId).split(':inference-profile/').at(-1)!;
  if (id.includes('amazon.titan-embed-text')) {
    const { inputText, dimensions = id.includes('v1') ? 1536 : DEFAULT_TITAN } = body;
    if (typeof inputText !== 'string' || inputText === '')
      throw invalid('Malformed input request: #/inputText: expected minLength: 1');
    if (id.includes('v2') && ![256, 512, 1024].includes(dimensions))
      throw invalid(`Malformed input request: ${dimensions} is not a valid enum value`);
    const embedding = embed(inputText, dimensions);
    const inputTextTokenCount = Math.ceil(inputText.length / 4);
    return id.includes('v2')
      ? { embedding, inputTextTokenCount, embeddingsByType: { float: embedding } }
      : { embedding, inputTextTokenCount };
  }
  if (id.includes('cohere.embed-')) {
    const { texts, input_type: type, embedding_types: types, output_dimension: asked } = body;
    if (!Array.isArray(texts) || texts.length === 0 || texts.length > COHERE_MOST)
      throw invalid(`Malformed input request: texts: expected 1 to ${COHERE_MOST} texts`);
    if (!type) throw invalid('Malformed input request: #: required key [input_type] not found');
    const size = id.includes('v4') ? (asked ?? 1536) : COHERE_V3;
    const vectors = texts.map((text: string) => embed(text, size));
    return {
      id: createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32),
      texts,
      ...(types
        ? { response_type: 'embeddings_by_type', embeddings: { float: vectors } }
        : { response_type: 'embeddings_floats', embeddings: vectors }),
    };
  }
  throw invalid(
    `The local bedrock answers InvokeModel for Titan and Cohere text embeddings only, not for ${modelId}.`,
  );
}

const invalid = (message: string) => new AwsError('ValidationException', message);

/** Unit length; words weigh more than parts of them, and what is said twice little more than once. */
function embed(text: string, size: number): number[] {
  const weights = new Map<string, number>();
  const add = (part: string, weight: number) => weights.set(part, (weights.get(part) ?? 0) + weight);
  for (const word of words(text)) {
    add(word, 1);
    const padded = ` ${word} `;
    for (let at = 0; at + 3 <= padded.length; at++) add(`#${padded.slice(at, at + 3)}`, 0.3);
  }
  const vector = new Array<number>(size).fill(0);
  for (const [part, weight] of weights) {
    const hash = createHash('sha1').update(part).digest().readUInt32LE(0);
    vector[hash % size]! += Math.sqrt(weight) * (hash & 0x80000000 ? -1 : 1);
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map(value => value / length);
}
