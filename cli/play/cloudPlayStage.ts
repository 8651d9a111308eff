import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readClient } from '../../layers/core/release/readClient.ts';
import { bootCloud } from '../../local/boot.ts';
import { startOf } from '../golden/at.ts';
import { caseIdOf } from '../golden/caseIdOf.ts';
import type { Prepared } from '../golden/cloudStage.ts';
import { joinChat, type SeenItem } from '../golden/participant.ts';
import { startChat } from '../golden/startChat.ts';
import { openDoors } from './doors.ts';
import { meterModel } from './meterModel.ts';
import type { PlayStage } from './playStage.ts';

/** Longer than any limit on the way of a turn: Lex gives its code hook 30 s. */
const LONGEST_WAIT_MS = 45_000;
const OPERATIONS = {
  sent: (item: SeenItem) => item.Type === 'MESSAGE' && item.ParticipantRole !== 'CUSTOMER',
};

/** Boots a cloud of its own for the messages, with time running on from a working hour. */
export async function openPlayStage(options: {
  prepared: Prepared;
  log(line: string): void;
}): Promise<PlayStage & { close(): Promise<void> }> {
  const { prepared, log } = options;
  const { config } = readClient(join(prepared.root, 'clients', prepared.client));
  const start = new Date(startOf(undefined, config.hours, Date.now())).toISOString();
  const local = await bootCloud({ ...prepared, clock: { start }, pages: false, log });
  const { cloud, desk } = local;
  const api = desk.api(desk.reader);
  const meter = meterModel(cloud);
  const nextDoor = openDoors(cloud.urls.api);
  await local.lambda.warm();

  return {
    async openChat(name) {
      const { contactId, participantToken } = await startChat(
        cloud.urls.api,
        { displayName: name, ...(await nextDoor()) },
        wait,
      );
      const participant = await joinChat(cloud.urls.aws, cloud.region, participantToken);
      await participant.next(0, OPERATIONS.sent, LONGEST_WAIT_MS);
      return {
        async ask(text) {
          const from = participant.items.length;
          const before = meter.spent(contactId);
          const began = performance.now();
          await participant.send(text);
          await participant.next(from, OPERATIONS.sent, LONGEST_WAIT_MS);
          return { turnMs: performance.now() - began, modelMs: meter.spent(contactId) - before };
        },
        async theCase() {
          const caseId = caseIdOf(local)(contactId);
          return caseId ? api.read(caseId) : undefined;
        },
        async end() {
          try {
            await participant.leave();
          } finally {
            participant.close();
          }
        },
      };
    },
    close: async () => {
      // Ended chats still have their follow-up (cases given up, say) to be written.
      await cloud.activity.idle();
      await local.stop();
    },
  };
}
