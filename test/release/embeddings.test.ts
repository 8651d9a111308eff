import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { createEmbedder, createQuestionEmbedder } from '../../layers/core/bedrock/embedder.ts';
import { embeddingFile, readEmbeddings } from '../../layers/core/release/embeddingFile.ts';
import { openRelease } from '../../layers/core/release/release.ts';
import { createBedrock } from '../../local/bedrock/index.ts';
import { makeConfig } from '../core/makeCase.ts';
import { makeArticle } from '../knowledge/articles.ts';
import { bootApp, makeAssembly, operatorClient } from '../local/foundation/makeApp.ts';
import { makeFiles, makeRelease } from './makeRelease.ts';

const TITAN = 'amazon.titan-embed-text-v2:0';
const withModel = (model = TITAN) => {
  const config = makeConfig();
  return { ...config, answers: { ...config.answers, embeddings: { model, timeoutMs: 500 } } };
};
const articles = [
  makeArticle({ id: 'a' }),
  makeArticle({ id: 'b', body: 'Gift cards hold for five years.' }),
];

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'client-'));
  file = embeddingFile(dir);
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('vectors of a client', () => {
  const asked: string[][] = [];
  const embed = async (texts: string[]) => {
    asked.push(texts);
    return texts.map(text => [text.length, 1, 2]);
  };
  beforeEach(() => void asked.splice(0));

  test('are asked for once, then come from the file: the same bytes without the model', async () => {
    const files = { config: withModel(), articles };
    expect(await readEmbeddings(file, files)).toEqual({ vectors: undefined, missing: 2 });
    const first = await readEmbeddings(file, files, embed);
    const again = await readEmbeddings(file, files);
    expect(again).toEqual(first);
    expect(asked).toHaveLength(1);

    const changed = { ...files, articles: [articles[0]!, makeArticle({ id: 'b', body: 'Something new.' })] };
    await readEmbeddings(file, changed, embed);
    expect(asked[1]).toEqual(['Returns\nSomething new.']);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
    await readEmbeddings(file, { ...files, config: withModel('cohere.embed-english-v3') }, embed);
    expect(asked[2]).toHaveLength(2);
  });

  test('are not kept without a file: a model that stands in must not pass for the real one', async () => {
    const files = { config: withModel(), articles };
    await readEmbeddings(undefined, files, embed);
    await readEmbeddings(undefined, files, embed);
    expect(asked.map(texts => texts.length)).toEqual([2, 2]);
  });

  test('are not there when no model is named, and a broken file is named by its line', async () => {
    expect(await readEmbeddings(file, { config: makeConfig(), articles }, embed)).toEqual({
      vectors: undefined,
      missing: 0,
    });
    writeFileSync(file, '{oops');
    await expect(readEmbeddings(file, { config: withModel(), articles })).rejects.toThrow(
      /embeddings\.jsonl:1: not a vector.*delete the file/,
    );
  });

  test('come with the release, and leave all else of it as it is', async () => {
    const files = makeFiles({ config: withModel(), articles });
    const { vectors } = await readEmbeddings(file, files, embed);
    const release = openRelease(makeRelease(2, { ...files, vectors } as typeof files));
    const plain = openRelease(makeRelease(2, files));
    expect([release.knowledge().embeddedBy, plain.knowledge().embeddedBy]).toEqual([TITAN, undefined]);
    const query = { text: 'gift cards', now: '2026-03-01T12:00:00Z' };
    expect(release.knowledge().search(query)).toEqual(plain.knowledge().search(query));
  });
});

describe('Bedrock', () => {
  const bedrock = createBedrock();
  let app: Awaited<ReturnType<typeof bootApp>>;
  let client: BedrockRuntimeClient;
  beforeAll(async () => {
    app = await bootApp(makeAssembly({}), { services: [bedrock] });
    client = new BedrockRuntimeClient(operatorClient(app.cloud.urls.aws));
  });
  afterAll(() => app.stop());

  test.each([
    [TITAN, 256],
    ['amazon.titan-embed-text-v1', 1536],
    ['cohere.embed-multilingual-v3', 1024],
    ['global.cohere.embed-v4:0', 256],
  ])('%s gives a vector of %i numbers a text, alike for texts alike', async (model, size) => {
    const embedder = createEmbedder(model, client);
    const texts = ['return my boots', 'returning boots', 'gas stove'];
    const [a, b, c] = await embedder.embed(texts, 'passage');
    const [q] = await embedder.embed([texts[0]!], 'question');
    expect([a, b, c].map(vector => vector!.length)).toEqual([size, size, size]);
    const cosine = (x: number[], y: number[]) => x.reduce((sum, one, n) => sum + one * y[n]!, 0);
    expect(cosine(a!, q!)).toBeCloseTo(1);
    expect(cosine(a!, b!)).toBeGreaterThan(cosine(a!, c!) + 0.2);
  });

  test("what another model would be asked is refused in Bedrock's own words", async () => {
    expect(() => createEmbedder('amazon.nova-lite-v1:0')).toThrow(/no request is known/);
    await expect(createEmbedder(TITAN, client).embed([''], 'passage')).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test.each(['ThrottlingException', 'ServiceUnavailableException', 'AccessDeniedException'])(
    'a question goes on without a vector after %s',
    async name => {
      const failures: string[] = [];
      const embed = createQuestionEmbedder(
        error => failures.push(error),
        model => createEmbedder(model, client),
      );
      bedrock.fail({ name, times: 1 });
      expect(await embed('boots', { embeddedBy: TITAN, timeoutMs: 5_000 })).toBeUndefined();
      expect(failures).toEqual([name]);
      expect(await embed('boots', { embeddedBy: TITAN, timeoutMs: 5_000 })).toHaveLength(256);
    },
  );

  test('nor does it wait for a slow model, or ask one where there are no vectors', async () => {
    const failures: string[] = [];
    const embed = createQuestionEmbedder(
      error => failures.push(error),
      () => ({
        embed: (_texts, _of, timeoutMs) =>
          new Promise((_, refuse) =>
            AbortSignal.timeout(timeoutMs!).addEventListener('abort', () =>
              refuse(new DOMException('slow', 'TimeoutError')),
            ),
          ),
      }),
    );
    expect(await embed('boots', { embeddedBy: TITAN, timeoutMs: 1 })).toBeUndefined();
    expect(await embed('boots', { embeddedBy: undefined, timeoutMs: 500 })).toBeUndefined();
    expect(failures).toEqual(['TimeoutError']);
  });
});
