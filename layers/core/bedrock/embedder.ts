import { BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { requestsOf } from './embeddingRequests.ts';

export interface Embedder {
  /** A vector a text, in their order. @throws the SDK's errors, TimeoutError, Error on a reply of another shape */
  embed(texts: string[], of: 'passage' | 'question', timeoutMs?: number): Promise<number[][]>;
}

/** Embeds by Bedrock's InvokeModel. Without a client of one's own: no retries, as in a turn there is no time for them. */
export function createEmbedder(
  model: string,
  client = new BedrockRuntimeClient({ maxAttempts: 1, requestHandler: new NodeHttpHandler() }),
): Embedder {
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

/**
 * What a question means, for a search that may count on it but doesn't have to: undefined when nothing is embedded, or when the
 * model fails or takes too long.
 */
export async function questionVector(
  text: string,
  {
    embeddedBy,
    timeoutMs,
    embedder,
    onFailure,
  }: {
    /** Model of the release's vectors, if it has any. */
    embeddedBy: string | undefined;
    timeoutMs: number;
    embedder: (model: string) => Embedder;
    onFailure: (error: string) => void;
  },
): Promise<number[] | undefined> {
  if (!embeddedBy || !text.trim()) return undefined;
  try {
    const [vector] = await embedder(embeddedBy).embed([text], 'question', timeoutMs);
    return vector;
  } catch (error) {
    onFailure((error as Error).name);
    return undefined;
  }
}
