import type { ActionEvent, ActionInput, ActionStep } from './action/contract.ts';
import { fillRequest, fillUrl, idempotencyKey } from './action/fill.ts';
import { answerTo, checkedInputs, codesIn, readable, takeInputs } from './action/inputs.ts';
import { linesIn } from './action/lines.ts';
import { freshState, readState, type ActionState } from './action/state.ts';
import { wayOfCode } from '../domain/config/codesBySms.ts';
import { findEmail, maskEmail } from './email.ts';

export { fillReceipt, receiptClaim, ReplyGivesOrders, UnresolvedPlaceholder } from './action/fill.ts';
export { FIXED_DIALOG_LINES } from './action/lines.ts';
export type { ActionEvent, ActionInput, ActionStep } from './action/contract.ts';
export type { ActionState } from './action/state.ts';

const WRONG_TRIES = 2;
const WRONG_CODES = 3;
const CODE_MINUTES = 10;
const STOPS =
  /^(?:please )?(?:stop|quit|exit|never ?mind|forget (?:it|about it|that)|leave it|abort|no thanks?(?: you)?|i changed my mind|cancel (?:that|this)|abbrechen|vergessen sie es|stopp|laissez tomber|arretez|olvidelo|dejalo|lasci (?:stare|perdere)|basta)[.!]?$/i;

/**
 * One step of an action's dialog. Pure and total: sending, hashing and HTTP are done by the caller (`actions/runAction.ts`),
 * who comes back with what happened until a step has words for the customer or ends the dialog.
 *
 * A customer can't reach `run` of an action that needs an identity except through `identity.level` (set by the caller from a
 * signed token) or a code sent to the address or number that the look-up gave: nothing they write changes either. Throws
 * UnresolvedPlaceholder when the client's configuration names a value that nothing gives.
 */
export function nextActionStep(input: ActionInput): ActionStep {
  const state = readState(input.state, input.action.id, input.cause);
  switch (input.event.kind) {
    case 'message':
      return onMessage(input, state, input.event);
    case 'inputs':
      return onGivenInputs(input, state, input.event);
    case 'looked-up':
      return onLookedUp(input, state, input.event);
    case 'code-sent':
      return {
        kind: 'ask',
        text: state.lastDigits
          ? linesIn(input.language).codeTexted(state.lastDigits)
          : linesIn(input.language).codeSent(state.maskedEmail ?? '•••'),
        state: { ...state, step: 'code', code: input.event.sent, codeSentAt: input.now, codeTries: 0 },
      };
    case 'code-checked':
      return onCodeChecked(input, state, input.event.result);
  }
}

function onMessage(
  input: ActionInput,
  state: ActionState,
  event: Extract<ActionEvent, { kind: 'message' }>,
): ActionStep {
  const { action, language } = input;
  const lines = linesIn(language);
  const text = readable(event.text);
  const started = input.state !== undefined && (state.asking !== undefined || state.step !== 'inputs');
  if (event.wantsPerson) return { kind: 'leave', why: 'wants-person' };
  if (started && STOPS.test(text)) return { kind: 'leave', why: 'stopped', text: lines.leftAlone };
  const elsewhere = started && event.sureTopic && !action.topics.includes(event.sureTopic);

  switch (state.step) {
    case 'code':
    case 'send-code':
    case 'check-code': {
      const codes = codesIn(event.text);
      if (elsewhere && !codes.length) return { kind: 'leave', why: 'other-topic' };
      return onCodes(input, state, codes);
    }
    case 'confirm':
      if (event.act === 'yes') return proceed(input, { ...state, confirmed: true, tries: 0 });
      if (event.act === 'no') return { kind: 'leave', why: 'declined', text: lines.leftAlone };
      if (elsewhere) return { kind: 'leave', why: 'other-topic' };
      return again(state, `${lines.yesOrNo} ${confirmText(input, state)}`, 'confirm');
    case 'email': {
      const email = findEmail(text);
      if (email) return proceed(input, { ...state, email, tries: 0 });
      if (elsewhere) return { kind: 'leave', why: 'other-topic' };
      return again(state, `${lines.wrongValue} ${lines.askEmail}`);
    }
    case 'look-up':
      return proceed(input, state);
    case 'run':
      // The caller clears the state after a run; should one survive, nobody goes on under its proof of identity.
      return onInputs(input, freshState(action.id, input.cause), event.text, false);
    case 'inputs':
      return onInputs(input, state, event.text, Boolean(elsewhere));
  }
}

function onInputs(input: ActionInput, state: ActionState, message: string, elsewhere: boolean): ActionStep {
  const { action, language } = input;
  const inputs = { ...state.inputs };
  const wanted = state.asking === undefined ? undefined : action.inputs[state.asking];
  if (state.asking !== undefined && wanted && !Object.hasOwn(inputs, state.asking)) {
    const value = answerTo(wanted, message, input.now);
    if (value !== undefined) inputs[state.asking] = value;
  }
  Object.assign(inputs, takeInputs(action, inputs, message));
  const gained = Object.keys(inputs).length > Object.keys(state.inputs).length;
  if (!gained && elsewhere) return { kind: 'leave', why: 'other-topic' };
  if (!gained && wanted) {
    const wrong = linesIn(language).wrongValue;
    const hinted = wanted.hint ? wrong.replace(/\.$/, ` (${wanted.hint.replace(/[.!]$/, '')}).`) : wrong;
    return again(state, `${hinted} ${wanted.ask}`);
  }
  return proceed(input, { ...state, inputs, tries: 0 });
}

/** A form or a model gave them: what fits its schema is taken, the rest is asked for. Not while a code is awaited. */
function onGivenInputs(
  input: ActionInput,
  state: ActionState,
  event: Extract<ActionEvent, { kind: 'inputs' }>,
): ActionStep {
  const { action, cause } = input;
  const inputs = checkedInputs(action, event.inputs, input.now);
  const fresh = { ...freshState(action.id, cause), inputs: { ...state.inputs, ...inputs } };
  return proceed(input, {
    ...fresh,
    ...((event.mustConfirm || state.mustConfirm) && { mustConfirm: true }),
    ...(event.confirmed && { confirmed: true }),
  });
}

/** Asks the same again; after too many wrong tries a person takes over. */
function again(state: ActionState, text: string, kind: 'ask' | 'confirm' = 'ask'): ActionStep {
  const tries = state.tries + 1;
  if (tries >= WRONG_TRIES) return { kind: 'give-up', reason: 'unsure' };
  return { kind, text, state: { ...state, tries } };
}

/** The next thing that is missing: inputs, identity, confirmation; then the action runs. */
function proceed(input: ActionInput, state: ActionState): ActionStep {
  const { action, identity, language } = input;
  for (const [name, { ask }] of Object.entries(action.inputs))
    if (!Object.hasOwn(state.inputs, name))
      return { kind: 'ask', text: ask, state: { ...state, step: 'inputs', asking: name } };

  if (action.identity !== 'none' && !state.identified) {
    if (action.identity === 'claimed' && identity.level === 'none' && !state.email)
      return { kind: 'ask', text: linesIn(language).askEmail, state: { ...state, step: 'email' } };
    if (action.identify) {
      const { url, emailField, phoneField, customerIdField } = action.identify;
      return {
        kind: 'look-up',
        url: fillUrl(action, url, valuesOf(input, state)),
        emailField,
        ...(phoneField && { phoneField }),
        ...(customerIdField && { customerIdField }),
        state: { ...state, step: 'look-up' },
      };
    }
    if (action.identity === 'verified' && identity.level !== 'verified')
      return { kind: 'give-up', reason: 'identity-failed' };
  }
  if ((action.confirm || state.mustConfirm) && !state.confirmed)
    return {
      kind: 'confirm',
      text: confirmText(input, state),
      state: { ...state, step: 'confirm' },
    };
  return {
    kind: 'run',
    request: fillRequest(action, valuesOf(input, state)),
    idempotencyKey: idempotencyKey(input.caseId, action.id, state.inputs, state.cause),
    inputs: state.inputs,
    verified: state.identified && state.code ? { customerId: state.customerId } : null,
    state: { ...state, step: 'run' },
  };
}

function confirmText({ action, language }: ActionInput, { inputs }: ActionState): string {
  if (!action.confirm) return linesIn(language).confirm(action.title, Object.values(inputs).join(', '));
  return action.confirm.replace(/\{([A-Za-z]\w*)\}/g, (whole, name: string) =>
    Object.hasOwn(inputs, name) ? inputs[name]! : whole,
  );
}

function valuesOf({ serviceUrl, identity }: ActionInput, state: ActionState): Record<string, unknown> {
  const customerId = state.customerId ?? (identity.level === 'verified' ? identity.customerId : undefined);
  const email = identity.level === 'none' ? state.email : (identity.email ?? state.email);
  return {
    ...(customerId && { customerId }),
    ...(email && { email }),
    ...state.inputs,
    service: serviceUrl,
  };
}

/** Whose is it? Unknown and somebody else's sound the same, so that nobody learns which orders exist. */
function onLookedUp(
  input: ActionInput,
  state: ActionState,
  event: Extract<ActionEvent, { kind: 'looked-up' }>,
): ActionStep {
  const { action, identity } = input;
  if (state.step !== 'look-up') return proceed(input, { ...state, identified: false });
  const notFound: ActionStep = { kind: 'not-found', text: action.notFound };
  const way = event.found ? wayOfCode(event, input.codesBySms) : undefined;
  if (!way) return notFound;
  const sameEmail = (claimed?: string) =>
    event.email !== undefined && claimed?.trim().toLowerCase() === event.email.trim().toLowerCase();
  const known = { ...state, ...(event.customerId && { customerId: event.customerId }) };

  if (identity.level === 'verified') {
    const theirs =
      identity.customerId !== undefined && event.customerId !== undefined
        ? identity.customerId === event.customerId
        : sameEmail(identity.email);
    return theirs ? proceed(input, { ...known, identified: true }) : notFound;
  }
  if (action.identity === 'claimed')
    return sameEmail(identity.email ?? state.email)
      ? proceed(input, { ...known, identified: true })
      : notFound;
  return {
    kind: 'send-code',
    to: way,
    state: {
      ...known,
      step: 'send-code',
      ...('email' in way ? { maskedEmail: maskEmail(way.email) } : { lastDigits: way.phone.slice(-3) }),
      codeTries: 0,
    },
  };
}

const codeExpired = ({ codeSentAt }: ActionState, now: string) =>
  !codeSentAt || Date.parse(now) - Date.parse(codeSentAt) > CODE_MINUTES * 60_000;

function onCodes(input: ActionInput, state: ActionState, codes: string[]): ActionStep {
  if (!state.code || codeExpired(state, input.now)) return { kind: 'give-up', reason: 'identity-failed' };
  const [code] = codes;
  // Several codes at once would be several guesses at the price of one.
  if (codes.length !== 1 || code === undefined) return wrongCode(state, linesIn(input.language).oneCode);
  return { kind: 'check-code', code, sent: state.code, state: { ...state, step: 'check-code' } };
}

function wrongCode(state: ActionState, text: string): ActionStep {
  const codeTries = state.codeTries + 1;
  if (codeTries >= WRONG_CODES) return { kind: 'give-up', reason: 'identity-failed' };
  return { kind: 'ask', text, state: { ...state, step: 'code', codeTries } };
}

function onCodeChecked(
  input: ActionInput,
  state: ActionState,
  result: 'right' | 'wrong' | 'blocked',
): ActionStep {
  if (result === 'blocked' || state.step !== 'check-code' || !state.code || codeExpired(state, input.now))
    return { kind: 'give-up', reason: 'identity-failed' };
  if (result === 'wrong') return wrongCode(state, linesIn(input.language).wrongCode);
  return proceed(input, { ...state, identified: true });
}
