import { FAILED } from '../action.ts';
import type { ActionKind } from '../action.ts';

const LONGEST_SECONDS = 604_800;
const EVENTS = ['CustomerReturned', 'BotParticipantDisconnected'];

/**
 * Pauses a chat (or task) for `TimeLimitSeconds` or until one of `Events`. What the customer writes meanwhile is in the
 * transcript, but is given to no bot.
 */
export const Wait: ActionKind = {
  parameters: { TimeLimitSeconds: 'reference', Events: 'deep' },
  check: ({ TimeLimitSeconds, Events = [] }) => [
    ...(/^\$\./.test(TimeLimitSeconds) ||
    (Number(TimeLimitSeconds) > 0 && Number(TimeLimitSeconds) <= LONGEST_SECONDS)
      ? []
      : [`TimeLimitSeconds must be "1" to "${LONGEST_SECONDS}"`]),
    ...(Events as string[])
      .filter(name => !EVENTS.includes(name))
      .map(name => `Events: "${name}" is none of ${EVENTS}`),
  ],
  conditions: ({ Events = [] }) => ['WaitCompleted', ...Events],
  requiredConditions: ['WaitCompleted'],
  requiredErrors: ['NoMatchingError'],
  flowTypes: ['CONTACT_FLOW', 'CUSTOMER_QUEUE', 'AGENT_TRANSFER', 'QUEUE_TRANSFER'],
  run({ center, contact, run, parameters, wake }) {
    if (contact.channel === 'VOICE') return FAILED;
    if (wake?.kind === 'timeout') return { to: 'branch', value: 'WaitCompleted' };
    if (wake?.kind === 'signal') return { to: 'branch', value: wake.name };
    const seconds = Number(parameters.TimeLimitSeconds);
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) return FAILED;
    run.wait = { kind: 'time', until: center.now + seconds * 1000, events: parameters.Events ?? [] };
    return { to: 'wait' };
  },
};
