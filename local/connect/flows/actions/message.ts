import { speak } from '../../calls/speaking.ts';
import { say } from '../../participants/transcript.ts';
import { FAILED, NEXT } from '../action.ts';
import type { ActionKind, Outcome, Step } from '../action.ts';

const KINDS = ['Text', 'SSML', 'PromptId', 'Media'];
/** Characters a prompt may have, mark-up included. */
const LONGEST = 6_000;

/**
 * Says something to the participant the flow runs for: an agent whisper reaches the agent only. A chat knows text only; in a
 * call the flow waits until it has been said.
 */
export const MessageParticipant: ActionKind = {
  parameters: { Text: 'text', SSML: 'text', PromptId: 'reference', Media: 'deep' },
  check: parameters => {
    const used = KINDS.filter(name => name in parameters);
    if (used.length !== 1) return [`needs exactly one of ${KINDS.join(', ')}`];
    return String(parameters.Text ?? '').length > LONGEST ? [`Text has more than ${LONGEST} characters`] : [];
  },
  optionalErrors: ['NoMatchingError'],
  run(step) {
    const { center, contact, run, parameters } = step;
    const { Text } = parameters;
    if (contact.channel === 'VOICE') return sayInCall(step);
    if (contact.channel !== 'CHAT' || !Text || Text.length > LONGEST) return FAILED;
    const visibility =
      run.purpose === 'agent-whisper' ? 'AGENT' : run.purpose === 'customer-whisper' ? 'CUSTOMER' : 'ALL';
    say(center, contact.initialContactId, {
      type: 'MESSAGE',
      contentType: 'text/plain',
      content: Text,
      from: 'SYSTEM_MESSAGE',
      visibility,
    });
    return NEXT;
  },
};

function sayInCall({ center, contact, run, parameters, wake }: Step): Outcome {
  if (wake) return NEXT;
  const { Text, SSML } = parameters;
  if ((Text ?? SSML ?? '').length > LONGEST) return FAILED;
  const whisper = run.purpose === 'agent-whisper';
  const until = speak(center, contact, { text: Text, ssml: SSML }, whisper ? { to: 'AGENT' } : {});
  if (until === undefined) return FAILED;
  run.wait = { kind: 'time', until, events: [] };
  return { to: 'wait' };
}
