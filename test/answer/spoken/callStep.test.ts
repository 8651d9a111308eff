import {
  afterTurn,
  FRESH_CALL,
  nextCallStep,
  readCallState,
  type CallInput,
  type CallState,
} from '../../../layers/core/answer/spoken/callStep.ts';

const menu = [
  { key: '1', say: 'to track an order', text: 'Where is my order?' },
  { key: '2', say: 'for returns', text: 'How do I return something?' },
];
const options = { language: 'en_GB', menu };
const speech = (text: string): CallInput => ({ mode: 'speech', text });
const keys = (text: string): CallInput => ({ mode: 'keys', text });
const SILENCE = speech('');

/** Plays utterances one after the other; turns change nothing but what their step says. */
function play(inputs: CallInput[], state: Partial<CallState> = {}) {
  let now = { ...FRESH_CALL, ...state };
  return inputs.map(input => {
    const step = nextCallStep(input, now, options);
    now = step.state;
    return step;
  });
}

describe('silence', () => {
  test('a call in which nothing is ever heard ends politely', () => {
    const steps = play([SILENCE, SILENCE, SILENCE], { last: 'What can I do for you?' });
    expect(steps.map(step => step.text)).toEqual([
      "Sorry, I couldn't hear you. What can I do for you?",
      "Sorry, I couldn't hear you. Press 1 to track an order. Press 2 for returns. Press 0 for a colleague.",
      "I'm sorry, I can't hear anything on this line. Please call us again. Goodbye.",
    ]);
    expect(steps.at(-1)).toMatchObject({ kind: 'say', end: true });
  });

  test('somebody who was heard before gets a person', () => {
    expect(play([speech('my tent'), SILENCE, SILENCE, SILENCE]).at(-1)).toMatchObject({
      kind: 'turn',
      forPerson: 'not-heard',
    });
  });

  test('a word in between starts the ladder anew', () => {
    const steps = play([SILENCE, speech('hello'), SILENCE]);
    expect(steps.at(-1)).toMatchObject({ kind: 'say', end: false, state: { silences: 1 } });
  });

  test.each([
    ['after a message', true, 'Thank you, your message is kept. Your reference is C-1. Goodbye.'],
    ['without one', false, 'I have no message from you. You can call again whenever you like. Goodbye.'],
  ])('ends the message outside hours, %s', (_name, message, said) => {
    const steps = play([SILENCE, SILENCE, SILENCE], {
      expects: 'message',
      message,
      last: 'Please speak.',
      caseId: 'C-1',
    });
    const end = steps.find(step => step.kind === 'say' && step.end);
    expect(end?.text).toBe(said);
  });
});

describe('keys', () => {
  test.each<[string, string, object]>([
    ['a choice', '1', { kind: 'turn', text: 'Where is my order?' }],
    ['a code', '482913', { kind: 'turn', text: '482913' }],
    ['0 for a person', '0', { kind: 'turn', forPerson: 'pressed-for-person' }],
    ['a key without a choice', '7', { kind: 'say', end: false }],
    ['a star', '*', { kind: 'say', end: false }],
    ['a flood', '1'.repeat(500), { kind: 'say', end: false }],
  ])('%s', (_name, pressed, step) => {
    expect(nextCallStep(keys(pressed), FRESH_CALL, options)).toMatchObject(step);
  });

  test('the third wrong key brings a person', () => {
    expect(play([keys('7'), keys('8'.repeat(40)), keys('9')]).at(-1)).toMatchObject({
      kind: 'turn',
      forPerson: 'not-understood',
    });
  });
});

describe('a language that only people speak', () => {
  const toPeople = { language: 'fr_FR', menu: [], toPeople: true };
  test.each([SILENCE, keys('7'), speech('ma connexion est coupée')])(
    'the first that the caller does is a turn: %o',
    input => {
      expect(nextCallStep(input, FRESH_CALL, toPeople)).toMatchObject({ kind: 'turn' });
    },
  );

  test('afterwards silence is silence', () => {
    const { state } = nextCallStep(SILENCE, FRESH_CALL, toPeople);
    const told = { ...state, caseId: 'C-1' };
    expect(nextCallStep(SILENCE, told, toPeople)).toMatchObject({ kind: 'say', end: false });
  });
});

describe('wishes', () => {
  const last = 'Order LF-204518 is on its way.';
  test.each([
    ['say that again', { kind: 'say', text: last }],
    ['slower please', { kind: 'say', text: `Of course, more slowly. ${last}`, state: { slow: true } }],
    ['spell that', { kind: 'say', text: last, spell: true }],
    ['where is L F 2 0 4 5 1 8', { kind: 'turn', text: 'where is LF204518' }],
  ])('%s', (said, step) => {
    expect(nextCallStep(speech(said), { ...FRESH_CALL, last }, options)).toMatchObject(step);
  });

  test('words of a message are never taken for a wish', () => {
    expect(nextCallStep(speech('sorry'), { ...FRESH_CALL, expects: 'message' }, options)).toMatchObject({
      kind: 'turn',
      text: 'sorry',
    });
  });
});

describe('after a turn', () => {
  test('the choices follow when the AI did not understand twice', () => {
    const once = afterTurn({ reply: 'Say it differently.', unclear: true }, FRESH_CALL, options);
    expect(once.text).toBe('Say it differently.');
    const twice = afterTurn({ reply: 'Once more.', unclear: true }, once.state, options);
    expect(twice.text).toContain('Press 1 to track an order.');
    expect(twice.state.last).toBe('Once more.');
    expect(afterTurn({ reply: 'Yes.' }, twice.state, options).state).toMatchObject({
      unclear: 0,
      menu: false,
    });
  });

  test('a huge reply does not burst the session', () => {
    const { state } = afterTurn({ reply: 'x'.repeat(50_000) }, FRESH_CALL, options);
    expect(JSON.stringify(state).length).toBeLessThan(2_000);
  });

  test.each([undefined, '', 'nonsense', '[]', 'null', '7'])('reads %s as a fresh call', text => {
    expect(readCallState(text)).toMatchObject({ silences: 0, last: '' });
  });
});
