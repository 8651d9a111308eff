import type { LocalCloud } from '../../local/boot.ts';
import type { CallItem } from '../../local/connect/index.ts';
import type { ChatMessage, StageCall } from './stage.ts';

/** Voices follow each other: after so many the caller gives up listening. */
const MOST_PROMPTS = 50;
const SECOND = 1_000;
/** Longest whisper an agent listens to before talking. */
const WHISPER_SECONDS = 120;

/** A customer's phone in a call, on the local centre. */
export function stageCall(
  { cloud, connect }: Pick<LocalCloud, 'cloud' | 'connect'>,
  callId: string,
): StageCall {
  const { phone, agents } = connect;
  const view = () => phone.view(callId);
  const idle = () => cloud.activity.idle();
  const listen = async () => {
    for (let prompt = 0; prompt < MOST_PROMPTS; prompt += 1) {
      await idle();
      const { speaksUntil, state } = view();
      if (state !== 'up' || speaksUntil <= cloud.clock.now()) return;
      await cloud.clock.advance(speaksUntil - cloud.clock.now());
    }
  };
  return {
    contactId: callId,
    listen,
    async say(text) {
      phone.say(callId, text);
    },
    async bargeIn(text) {
      phone.say(callId, text);
    },
    async press(keys) {
      phone.press(callId, keys);
    },
    async leave() {
      phone.hangUp(callId);
    },
    async cutOff() {
      phone.cutOff(callId);
    },
    async take() {
      phone.answer(callId);
    },
    async refuse() {
      phone.refuse(callId);
    },
    async agentSays(text) {
      for (let second = 0; second < WHISPER_SECONDS; second += 1) {
        if (connect.contact(view().contactId)?.state === 'agent') break;
        await cloud.clock.advance(SECOND);
      }
      agents.speak(view().contactId, text);
    },
    whispers: () =>
      view()
        .items.filter(({ to }) => to === 'AGENT')
        .map(({ text }) => text),
    seen: async () => view().items.flatMap(messageOf),
  };
}

const FROM = { system: 'ai', bot: 'ai', customer: 'customer', agent: 'person' } as const;

function messageOf({ who, text, to, at, interruptedAt, unheard }: CallItem): ChatMessage[] {
  if (who === 'event' || to) return [];
  const cut = interruptedAt === undefined ? undefined : (interruptedAt - at) / SECOND;
  return [
    {
      from: FROM[who],
      name: who === 'agent' ? 'agent' : who,
      text,
      ...(unheard && { unheard }),
      ...(cut !== undefined && { note: `(talked over after ${cut.toFixed(1)} s)` }),
    },
  ];
}
