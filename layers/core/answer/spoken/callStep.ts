import { callLinesIn } from './callLines.ts';
import { heard } from './heard.ts';
import { wishIn } from './wishes.ts';

/** A choice by key: what is said of it ("to track an order"), and what the caller is taken to have said. */
export interface MenuOption {
  key: string;
  say: string;
  text: string;
}

/** Where a call stands between two utterances; small, since it travels with the bot's session. */
export interface CallState {
  /** What was said last, as written text, for who wants it again. */
  last: string;
  /** Times in a row that nothing was heard, or a key led nowhere. */
  silences: number;
  wrongKeys: number;
  /** Times in a row that the AI did not understand. */
  unclear: number;
  /** Anything at all was heard in this call. */
  heard: boolean;
  /** The choices by key have been read out. */
  menu: boolean;
  slow: boolean;
  /** What the caller was asked to do: leave a message. */
  expects: 'message' | '';
  /** Words of a message were stored. */
  message: boolean;
  /** Reference of the case, once there is one. */
  caseId: string;
}

export const FRESH_CALL: CallState = {
  last: '',
  silences: 0,
  wrongKeys: 0,
  unclear: 0,
  heard: false,
  menu: false,
  slow: false,
  expects: '',
  message: false,
  caseId: '',
};

/** One utterance as the bot service brings it: speech is empty when the caller said nothing. */
export interface CallInput {
  mode: 'speech' | 'keys';
  text: string;
}

export type CallStep =
  /** Something about the call itself: said at once. `spell`: codes letter by letter. */
  | { kind: 'say'; text: string; end: boolean; spell?: boolean; state: CallState }
  /** A message for the turn; `forPerson`: the caller gets a person, for this reason. */
  | {
      kind: 'turn';
      text: string;
      forPerson?: 'pressed-for-person' | 'not-heard' | 'not-understood';
      state: CallState;
    };

export interface CallStepOptions {
  language: string;
  /** The assistant doesn't speak the caller's language: whatever they do first brings them to people. */
  toPeople?: boolean;
  menu: MenuOption[];
}

const TRIES = 3;
/** More keys at once than any code or order number has: somebody leans on the phone. */
const MOST_KEYS = 32;
const LONGEST_LAST = 1_500;

/** What is done about one utterance: pure. Silence and keys have ladders: said differently → choices by key → a person. */
export function nextCallStep(input: CallInput, before: CallState, options: CallStepOptions): CallStep {
  const text = input.text.trim();
  if (options.toPeople && !before.caseId && (text === '' || (input.mode === 'keys' && text !== '0')))
    return { kind: 'turn', text: text === '' ? '(silence)' : '(keys)', state: { ...before, heard: true } };
  if (text === '') return onSilence(before, options);
  const state = { ...before, heard: true, silences: 0 };
  return input.mode === 'keys' ? onKeys(text, state, options) : onSpeech(text, state, options);
}

function onSpeech(text: string, before: CallState, { language }: CallStepOptions): CallStep {
  const state = { ...before, wrongKeys: 0 };
  const lines = callLinesIn(language);
  const wish = state.expects === 'message' ? undefined : wishIn(text, language);
  if (!wish) return { kind: 'turn', text: heard(text), state };
  const last = state.last || lines.nothingToRepeat;
  if (wish === 'repeat') return say(last, state);
  if (wish === 'spell') return { ...say(last, state), spell: true };
  return say(state.last ? `${lines.slower} ${last}` : lines.slower, { ...state, slow: true });
}

function onSilence(before: CallState, options: CallStepOptions): CallStep {
  const lines = callLinesIn(options.language);
  const state = { ...before, silences: before.silences + 1 };
  if (state.expects === 'message') {
    if (state.message && state.caseId) return say(lines.messageKept(state.caseId), state, true);
    if (state.silences < TRIES) return say(`${lines.notHeard} ${state.last}`.trim(), state);
    return say(lines.messageNone, state, true);
  }
  if (state.silences === 1) return say(`${lines.notHeard} ${state.last}`.trim(), state);
  if (state.silences < TRIES)
    return say(`${lines.notHeard} ${lines.menu(options.menu)}`, { ...state, menu: true });
  return state.heard
    ? { kind: 'turn', text: '(silence)', forPerson: 'not-heard', state: { ...state, silences: 0 } }
    : say(lines.neverHeard, state, true);
}

function onKeys(keys: string, before: CallState, options: CallStepOptions): CallStep {
  const lines = callLinesIn(options.language);
  const digits = keys.replace(/\D/g, '');
  if (digits === '0')
    return {
      kind: 'turn',
      text: '(pressed 0)',
      forPerson: 'pressed-for-person',
      state: { ...before, wrongKeys: 0 },
    };
  if (before.expects === 'message') return say(before.last, before);
  const chosen = digits.length === 1 ? options.menu.find(({ key }) => key === digits) : undefined;
  if (chosen) return { kind: 'turn', text: chosen.text, state: { ...before, wrongKeys: 0 } };
  if (digits.length > 1 && digits.length <= MOST_KEYS)
    return { kind: 'turn', text: digits, state: { ...before, wrongKeys: 0 } };

  const state = { ...before, wrongKeys: before.wrongKeys + 1, menu: true };
  if (state.wrongKeys >= TRIES)
    return { kind: 'turn', text: '(keys)', forPerson: 'not-understood', state: { ...state, wrongKeys: 0 } };
  const why = digits.length > MOST_KEYS ? lines.tooManyKeys : lines.wrongKey;
  return say(`${why} ${lines.menu(options.menu)}`, state);
}

const say = (text: string, state: CallState, end = false): Extract<CallStep, { kind: 'say' }> => ({
  kind: 'say',
  text,
  end,
  state,
});

/** After a turn: what is said, with the choices by key once the AI has not understood twice. */
export function afterTurn(
  result: { reply: string; unclear?: boolean; expects?: 'message'; caseId?: string },
  before: CallState,
  { language, menu }: CallStepOptions,
): { text: string; state: CallState } {
  const unclear = result.unclear ? before.unclear + 1 : 0;
  const offer = unclear >= 2;
  return {
    text: offer ? `${result.reply} ${callLinesIn(language).menu(menu)}` : result.reply,
    state: {
      ...before,
      unclear,
      menu: offer,
      last: result.reply.slice(0, LONGEST_LAST),
      // The first words after being asked for a message are part of it.
      message: before.message || before.expects === 'message',
      expects: result.expects ?? '',
      caseId: result.caseId ?? before.caseId,
    },
  };
}

/** A state read back from the bot's session; anything else is a fresh call. */
export function readCallState(text: string | undefined): CallState {
  try {
    const state = JSON.parse(text ?? '') as Partial<CallState>;
    return typeof state === 'object' && state !== null ? { ...FRESH_CALL, ...state } : FRESH_CALL;
  } catch {
    return FRESH_CALL;
  }
}
