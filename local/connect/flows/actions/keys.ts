import { callOf } from '../../calls/call.ts';
import { speak } from '../../calls/speaking.ts';
import { FAILED, NEXT } from '../action.ts';
import type { ActionKind, Outcome, Step } from '../action.ts';

const PROMPTS = ['Text', 'SSML', 'PromptId', 'Media'];
const DEFAULT_PAUSE = 5;
const LONGEST_NUMBER = 20;
/** What a number typed as it is dialled in the country begins with, instead of its leading 0. */
const COUNTRY_CODES: Record<string, string> = {
  AT: '+43', CH: '+41', DE: '+49', ES: '+34', FR: '+33', GB: '+44', IE: '+353', IT: '+39', US: '+1',
}; // prettier-ignore

/**
 * Takes keys in a call. As a menu (`StoreInput` False) one key, on which it branches; else up to so many, which it stores:
 * `Timeout` where none came. Fails on every other channel.
 */
export const GetParticipantInput: ActionKind = {
  parameters: {
    Text: 'text',
    SSML: 'text',
    PromptId: 'reference',
    Media: 'deep',
    InputTimeLimitSeconds: 'static',
    StoreInput: 'static',
    InputValidation: 'deep',
    InputEncryption: 'deep',
    DTMFConfiguration: 'deep',
  },
  check: (parameters, { action }) => {
    const stores = parameters.StoreInput === 'True';
    const errors = (action.Transitions.Errors ?? []).map(({ ErrorType }) => ErrorType);
    const needs = stores ? [] : ['NoMatchingCondition', 'InputTimeLimitExceeded'];
    const country = parameters.InputValidation?.PhoneNumberValidation?.CountryCode;
    return [
      ...(PROMPTS.filter(name => name in parameters).length === 1 ? [] : [`needs exactly one of ${PROMPTS.join(', ')}`]),
      ...(/^\d+$/.test(parameters.InputTimeLimitSeconds ?? '') ? [] : ['needs InputTimeLimitSeconds']),
      ...(stores === Boolean(parameters.InputValidation) ? [] : ['InputValidation goes with StoreInput True, and only with it']),
      ...(stores && action.Transitions.Conditions?.length ? ['stores its input: it may have no conditions'] : []),
      ...needs.filter(type => !errors.includes(type)).map(type => `needs an error branch "${type}"`),
      ...(stores ? errors.filter(type => type === 'NoMatchingCondition' || type === 'InputTimeLimitExceeded') : [])
        .map(type => `may have no error branch "${type}"`),
      ...(country && !COUNTRY_CODES[country] ? [`the local Connect knows no numbers of ${country}`] : []),
    ];
  }, // prettier-ignore
  conditions: 'any',
  requiredErrors: ['NoMatchingError'],
  optionalErrors: ['NoMatchingCondition', 'InputTimeLimitExceeded', 'InvalidPhoneNumber'],
  flowTypes: ['CONTACT_FLOW', 'CUSTOMER_QUEUE', 'AGENT_TRANSFER', 'QUEUE_TRANSFER'],
  run(step) {
    if (step.wake?.kind === 'message') return take(step, step.wake.text);
    if (step.wake?.kind === 'timeout') return take(step, callOf(step.center, step.contact)?.keys ?? '');
    return ask(step);
  },
};

function ask({ center, contact, run, parameters }: Step): Outcome {
  const { Text, SSML, InputTimeLimitSeconds, StoreInput, InputValidation, DTMFConfiguration } = parameters;
  const until = speak(center, contact, { text: Text, ssml: SSML }, { interruptible: true });
  if (contact.channel !== 'VOICE' || until === undefined) return FAILED;
  const stores = StoreInput === 'True';
  run.wait = {
    kind: 'input',
    until: until + Number(InputTimeLimitSeconds) * 1000,
    keys: {
      most: stores ? Number(InputValidation?.CustomValidation?.MaximumLength ?? LONGEST_NUMBER) : 1,
      end: stores ? (DTMFConfiguration?.InputTerminationSequence ?? '#') : undefined,
      pause: Number(DTMFConfiguration?.InterdigitTimeLimitSeconds ?? DEFAULT_PAUSE) * 1000,
    },
  };
  return { to: 'wait' };
}

function take({ center, contact, parameters, wake }: Step, keys: string): Outcome {
  const call = callOf(center, contact);
  if (call) center.calls.put(call.id, { ...call, keys: '' });
  if (wake?.kind === 'message') contact.inbox = contact.inbox.slice(1);
  if (parameters.StoreInput !== 'True')
    return keys === '' ? { to: 'error', type: 'InputTimeLimitExceeded' } : { to: 'branch', value: keys };
  if (keys === '') {
    contact.storedInput = 'Timeout';
    return NEXT;
  }
  const phone = parameters.InputValidation?.PhoneNumberValidation;
  const number = phone && dialled(keys, phone.CountryCode);
  if (phone && !number) return { to: 'error', type: 'InvalidPhoneNumber' };
  contact.storedInput = number ?? keys;
  return NEXT;
}

/** `0664 1234567` in AT → `+436641234567`. */
function dialled(keys: string, country: string): string | undefined {
  const digits = keys.replace(/\D/g, '');
  const number = digits.startsWith('00')
    ? `+${digits.slice(2)}`
    : `${COUNTRY_CODES[country]}${digits.replace(/^0/, '')}`;
  return /^\+[1-9]\d{7,14}$/.test(number) ? number : undefined;
}

/** Speaks its messages to who waits, and lets go after so many seconds. On a chat it fails at once, as in Connect. */
export const MessageParticipantIteratively: ActionKind = {
  parameters: { Messages: 'deep', InterruptFrequencySeconds: 'static' },
  check: ({ Messages }) => (Array.isArray(Messages) && Messages.length > 0 ? [] : ['needs Messages']),
  conditions: () => ['MessagesInterrupted'],
  requiredErrors: ['NoMatchingError'],
  flowTypes: ['CUSTOMER_QUEUE', 'CUSTOMER_HOLD', 'AGENT_HOLD'],
  run({ center, contact, run, parameters, wake }) {
    if (wake?.kind === 'timeout') return { to: 'branch', value: 'MessagesInterrupted' };
    if (contact.channel !== 'VOICE') return FAILED;
    for (const { Text, SSML } of parameters.Messages as { Text?: string; SSML?: string }[]) {
      if (speak(center, contact, { text: Text, ssml: SSML }, { interruptible: true }) === undefined)
        return FAILED;
    }
    // Without a limit the messages go on until an agent is there.
    const seconds = Number(parameters.InterruptFrequencySeconds ?? 24 * 3600);
    run.wait = { kind: 'time', until: center.now + seconds * 1000, events: [] };
    return { to: 'wait' };
  },
};
