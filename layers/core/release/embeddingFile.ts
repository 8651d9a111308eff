import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Article, ClientConfig } from '../domain/clientConfig.ts';
import { cutAll, packVectors, passageMeaning, quantise, type Quantised } from '../knowledge/index.ts';

/**
 * Vectors that a model has given for a client's passages, kept beside them: the same passages make the same release, on any
 * machine and without the model. A line each, `{"of", "model", "scale", "numbers"}`; `of` is the text's SHA-256, the numbers are
 * base64 of 8 bits each.
 */
export const embeddingFile = (clientDir: string): string => join(clientDir, 'embeddings.jsonl');

interface Row {
  of: string;
  model: string;
  scale: number;
  numbers: string;
}

export interface Embedded {
  /** Of all passages, for `compileRelease`; undefined when some are missing or nothing is to be embedded. */
  vectors: Uint8Array | undefined;
  missing: number;
}

const NOTHING: Embedded = { vectors: undefined, missing: 0 };

/**
 * What the file holds for these articles; with `embed`, what is missing is asked for and the file written anew with what is
 * needed now. Without a file nothing is kept.
 */
export async function readEmbeddings(
  file: string | undefined,
  { config, articles }: { config: ClientConfig; articles: Article[] },
  embed?: (texts: string[]) => Promise<number[][]>,
): Promise<Embedded> {
  const model = config.answers.embeddings?.model;
  if (!model) return NOTHING;
  const texts = cutAll(articles).map(passageMeaning);
  const known = file ? readRows(file, model) : new Map<string, Quantised>();
  const missing = [...new Set(texts)].filter(text => !known.has(hashOf(text)));
  if (missing.length && embed) {
    const given = await embed(missing);
    missing.forEach((text, n) => known.set(hashOf(text), quantise(given[n]!)));
    if (file) writeRows(file, model, new Set(texts.map(hashOf)), known);
  } else if (missing.length) return { vectors: undefined, missing: missing.length };
  return {
    vectors: packVectors(
      model,
      texts.map(text => known.get(hashOf(text))!),
    ),
    missing: 0,
  };
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Rows of another model are passed over. @throws Error naming the line that can't be read */
function readRows(file: string, model: string): Map<string, Quantised> {
  const known = new Map<string, Quantised>();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  lines.forEach((line, n) => {
    if (!line) return;
    try {
      const row = JSON.parse(line) as Row;
      const numbers = Int8Array.from(Buffer.from(row.numbers, 'base64'));
      if (!row.of || !(row.scale > 0) || !numbers.length) throw new Error('incomplete');
      if (row.model === model) known.set(row.of, { scale: row.scale, numbers });
    } catch (error) {
      throw new Error(
        `${relative(process.cwd(), file)}:${n + 1}: not a vector as "release compile" writes them; delete the file and compile again`,
        { cause: error },
      );
    }
  });
  return known;
}

function writeRows(file: string, model: string, needed: Set<string>, known: Map<string, Quantised>): void {
  const rows = [...needed].sort().map((of): Row => {
    const { scale, numbers } = known.get(of)!;
    return { of, model, scale, numbers: Buffer.from(numbers).toString('base64') };
  });
  writeFileSync(file, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
}
