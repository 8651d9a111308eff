import { cutAll, packVectors, passageMeaning, quantise } from '../../layers/core/knowledge/index.ts';
import { createQuestionEmbedder } from '../../layers/core/bedrock/embedder.ts';
import { SHOP } from '../knowledge/articles.ts';
import { answers, makeAnswerDesk, seen, type DeskOptions } from './answerDesk.ts';

const QUESTION = 'My gadget is defunct';
const meaning = (text: string) => [/warranty|defunct/i.test(text) ? 1 : 0, 0.1, 0.2];
const TITAN = 'amazon.titan-embed-text-v2:0';
const vectors = packVectors(TITAN, cutAll(SHOP).map(passageMeaning).map(meaning).map(quantise));
const MODEL = { answers: { model: { id: 'first' }, embeddings: { model: TITAN } } };

/** A desk whose questions are embedded by `vectorOf`, and what was asked of it. */
function desk(vectorOf: (text: string) => Promise<number[]>, more: Partial<DeskOptions> = {}) {
  const asked: { text: string; timeoutMs: number | undefined }[] = [];
  const failures: string[] = [];
  const embed = createQuestionEmbedder(
    error => failures.push(error),
    () => ({
      async embed([text], _of, timeoutMs) {
        asked.push({ text: text!, timeoutMs });
        return [await vectorOf(text!)];
      },
    }),
  );
  const made = makeAnswerDesk({
    config: MODEL,
    model: input => answers('A repair takes about 10 days.', [/passage id="([^"]+)"/.exec(seen(input))![1]!]),
    vectors,
    embed,
    ...more,
  });
  return { ...made, asked, embedFailures: failures };
}

test('what only means the same is put before the model, and answered with its source', async () => {
  const { say, asked } = desk(async text => meaning(text));
  expect((await say(QUESTION)).drafted).toMatchObject({ draft: { citations: ['warranty#text-1'] } });
  expect(asked).toEqual([{ text: QUESTION, timeoutMs: 500 }]);
});

test('a failing model leaves the words, which find nothing here and all else as ever', async () => {
  const { say, embedFailures } = desk(async () => {
    throw new DOMException('slow', 'TimeoutError');
  });
  expect((await say(QUESTION)).drafted).toMatchObject({ kind: 'none', reason: 'no-answer' });
  expect((await say('How long does a repair take under warranty?')).drafted).toMatchObject({
    draft: { citations: ['warranty#text-1'] },
  });
  expect(embedFailures).toEqual(['TimeoutError', 'TimeoutError']);
});

test('without vectors in the release, or without time, no model is asked', async () => {
  const none = desk(async text => meaning(text), { vectors: undefined });
  await none.say(QUESTION);
  const late = desk(async text => meaning(text), { timeLeft: () => 0 });
  await late.say(QUESTION);
  expect([none.asked, late.asked]).toEqual([[], []]);
});
