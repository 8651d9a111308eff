import { InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { requestsOf } from './embeddingRequests.ts';
import { openBedrock } from './model.ts';

export interface Embedder {
  /** A vector a text, in their order. @throws the SDK's errors, TimeoutError, Error on a reply of another shape */
  embed(texts: string[], of: 'passage' | 'question', timeoutMs?: number): Promise<number[][]>;
}

/** Embeds by Bedrock's InvokeModel. Without a client of one's own: no retries, as in a turn there is no time for them. */
export function createEmbedder(model: string, client = openBedrock()): Embedder {
  const { most, body, vectors } = requestsOf(model);
  return {
    async embed(texts, of, timeoutMs) {
      const abortSignal = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
      const all: number[][] = [];
      for (let at = 0; at < texts.length; at += most) {
        const part = texts.slice(at, at + most);
        const reply = await client.send(
          new InvokeModelCommand({
            modelId: model,
            contentType: 'application/json',
            accept: 'application/json',
            body: JSON.stringify(body(part, of)),
          }),
          { abortSignal },
        );
        const found = vectors(JSON.parse(reply.body.transformToString()));
        if (found.length !== part.length)
          throw new Error(`the embedding model gave ${found.length} vectors for ${part.length} texts`);
        all.push(...found);
      }
      return all;
    },
  };
}

export interface Meaning {
  /** Model of the release's vectors, if it has any. */
  embeddedBy: string | undefined;
  timeoutMs: number;
}

/**
 * Embeds questions for a search that may count on their meaning but doesn't have to: undefined when the release has no vectors,
 * or when the model fails or takes too long.
 */
export function createQuestionEmbedder(
  onFailure: (error: string) => void,
  embedderOf: (model: string) => Embedder = createEmbedder,
): (text: string, meaning: Meaning) => Promise<number[] | undefined> {
  const embedders = new Map<string, Embedder>();
  return async (text, { embeddedBy, timeoutMs }) => {
    if (!embeddedBy || !text.trim() || timeoutMs <= 0) return undefined;
    try {
      const embedder = embedders.get(embeddedBy) ?? embedderOf(embeddedBy);
      embedders.set(embeddedBy, embedder);
      return (await embedder.embed([text], 'question', timeoutMs))[0];
    } catch (error) {
      onFailure((error as Error).name);
      return undefined;
    }
  };
}
