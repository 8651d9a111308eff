import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { createEmbedder } from '../../layers/core/bedrock/embedder.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { embeddingFile, readEmbeddings, type Embedded } from '../../layers/core/release/embeddingFile.ts';
import type { ClientFiles } from '../../layers/core/release/readClient.ts';
import type { Access } from './openReleases.ts';
import { WrongUse } from './wrongUse.ts';

/**
 * Vectors of a client's passages, those that its file lacks by the model that client.yaml names. From a cloud on this machine
 * they are not kept: its model only looks like the real one, and the two must not meet in one file.
 */
export const embeddings = (dir: string, files: ClientFiles, access: Access): Promise<Embedded> =>
  readEmbeddings(isReal(access) ? embeddingFile(dir) : undefined, files, embedBy(files.config, access));

const isReal = ({ endpoint }: Access): boolean =>
  !endpoint && !process.env['AWS_ENDPOINT_URL'] && !process.env['AWS_ENDPOINT_URL_BEDROCK_RUNTIME'];

/** Asks the model that client.yaml names for the vectors of passages. */
function embedBy({ answers: { embeddings } }: ClientConfig, access: Access) {
  if (!embeddings) return undefined;
  const { model } = embeddings;
  return async (texts: string[]): Promise<number[][]> => {
    console.error(`${texts.length} passages are embedded by ${model} …`);
    try {
      return await createEmbedder(model, new BedrockRuntimeClient(access)).embed(texts, 'passage');
    } catch (error) {
      const { name, message } = error as Error;
      throw new WrongUse(
        `${model} can't embed the passages: ${name}: ${message}. Nothing was stored; try again, or leave \`answers.embeddings\` out`,
        { cause: error },
      );
    }
  };
}
