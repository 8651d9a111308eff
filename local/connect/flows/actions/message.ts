import { say } from '../../participants/transcript.ts';
import { FAILED, NEXT } from '../action.ts';
import type { ActionKind } from '../action.ts';

const KINDS = ['Text', 'SSML', 'PromptId', 'Media'];
/** Characters a prompt may have, mark-up included. */
const LONGEST = 6_000;

/** Sends a message to the participant the flow runs for: an agent whisper reaches the agent only. Chat knows text only. */
export const MessageParticipant: ActionKind = {
  parameters: { Text: 'text', SSML: 'text', PromptId: 'reference', Media: 'deep' },
  check: parameters => {
    const used = KINDS.filter(name => name in parameters);
    if (used.length !== 1) return [`needs exactly one of ${KINDS.join(', ')}`];
    return String(parameters.Text ?? '').length > LONGEST ? [`Text has more than ${LONGEST} characters`] : [];
  },
  optionalErrors: ['NoMatchingError'],
  run({ center, contact, run, parameters }) {
    const { Text } = parameters;
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
