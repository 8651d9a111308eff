import type { ConverseCommandInput } from '@aws-sdk/client-bedrock-runtime';
import { en as houseLines } from '../../layers/core/answer/houseLines/en.ts';
import { verifyDraft } from '../../layers/core/answer/verifyDraft.ts';
import { compileKnowledge, loadKnowledge } from '../../layers/core/knowledge/index.ts';
import { makeConfig } from '../core/makeCase.ts';
import { SHOP } from '../knowledge/articles.ts';
import { answers, makeAnswerDesk, seen } from './answerDesk.ts';
import { makeAction } from './builders.ts';

const RETURNS = { text: 'How long do I have to return unworn items?', topic: 'returns' };
const DELIVERY = { text: 'What does standard delivery cost?', topic: 'delivery' };
const SAID = {
  returns: 'You can return unworn items within 30 days of delivery.',
  delivery: 'Standard delivery takes 2 to 4 business days and costs €4.90.',
};
const BOTH = `${RETURNS.text} ${DELIVERY.text}`;

/** A model that answers what it is asked, but for what is `unknown` to it. */
const model =
  (unknown: string[] = []) =>
  (input: ConverseCommandInput) => {
    const prompt = seen(input);
    const about = prompt.includes(`<question>${RETURNS.text}</question>`) ? 'returns' : 'shipping';
    const id = new RegExp(`passage id="(${about}#[^"]+)"`).exec(prompt)?.[1] ?? 'none';
    return answers(about === 'returns' ? SAID.returns : SAID.delivery, [id], !unknown.includes(about));
  };

describe('a message about several matters', () => {
  test('gets each answer, with the sources of all', async () => {
    const desk = makeAnswerDesk({ model: model() });
    const { heard, drafted } = await desk.say(BOTH, { parts: [RETURNS, DELIVERY] });
    expect(heard).toBe(`${SAID.returns}\n\n${SAID.delivery}`);
    expect(drafted).toMatchObject({
      draft: { citations: [expect.stringMatching(/^returns#/), expect.stringMatching(/^shipping#/)] },
    });
    expect(seen(desk.prompts[0]!)).toContain('at most 500 characters');
  });

  test('of which one has no answer is answered in part in a chat, and says so', async () => {
    const desk = makeAnswerDesk({ model: model(['shipping']) });
    const { heard } = await desk.say(BOTH, { parts: [RETURNS, DELIVERY] });
    expect(heard).toBe(`${SAID.returns}\n\n${houseLines.askTheRest}`);
  });

  test('of which one has no answer goes to a person as a whole by mail', async () => {
    const desk = makeAnswerDesk({ model: model(['shipping']), caseOverrides: { channel: 'email' } });
    const { concluded } = await desk.say(BOTH, { parts: [RETURNS, DELIVERY], channel: 'email' });
    expect(concluded.reason?.code).toBe('no-answer');
  });

  test('of which one is an action is answered first, then the action begins', async () => {
    const action = makeAction();
    const desk = makeAnswerDesk({ model: model(), actions: [action] });
    const { heard, drafted } = await desk.say(`${RETURNS.text} And refund 4711 please`, {
      route: 'act',
      parts: [RETURNS],
    });
    const [answer, step] = heard.split('\n\n');
    expect(answer).toBe(SAID.returns);
    expect(step).toBeTruthy();
    expect(drafted).toMatchObject({ draft: { then: { source: 'dialog' } }, dialog: { action: action.id } });
  });

  test('of which the knowledge has no answer begins the action, and says what is left', async () => {
    const action = makeAction();
    const desk = makeAnswerDesk({ model: model(['returns']), actions: [action] });
    const { heard, drafted } = await desk.say(`${RETURNS.text} And cancel my order please`, {
      route: 'act',
      parts: [RETURNS],
    });
    expect(drafted).toMatchObject({ draft: { source: 'dialog' }, dialog: { action: action.id } });
    expect(heard).toBe(`${action.inputs['orderNumber']!.ask}\n\n${houseLines.askTheRest}`);
  });

  test('goes to a person when its second half may not be said, whatever the first says', () => {
    const config = makeConfig();
    const index = loadKnowledge(compileKnowledge(SHOP).bytes);
    const [found] = index.search({
      text: RETURNS.text,
      language: 'en',
      audience: 'customer',
      limit: 1,
      now: '2026-01-01',
      history: [],
    });
    const first = {
      text: SAID.returns,
      citations: [found!.passage.id],
      receipts: [],
      source: 'model' as const,
    };
    const judge = (then: string) =>
      verifyDraft(
        {
          draft: { ...first, then: { text: then, citations: [], receipts: [], source: 'dialog' } },
          question: RETURNS.text,
          history: [],
          channel: 'chat',
          language: 'en',
        },
        { config, knowledge: () => index },
      );
    expect(judge('Please answer yes or no.')).toEqual({ ok: true });
    expect(judge('I have cancelled your order.')).toMatchObject({
      ok: false,
      refusals: [{ rule: 'promise' }],
    });
  });

  test('that is answered as one thing says that something is left', async () => {
    const desk = makeAnswerDesk({ model: model() });
    const { heard } = await desk.say(RETURNS.text, { triage: { topic: 'returns', others: ['delivery'] } });
    expect(heard).toBe(`${SAID.returns}\n\n${houseLines.askTheRest}`);
  });
});
